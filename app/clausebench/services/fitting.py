"""Tell beforehand whether weights will work on this computer, and how fast."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from pathlib import Path

from clausebench.domain.cancel import CancelToken
from clausebench.domain.fit import WORKING_SPACE, Demand, FitReport, judge_fit, may_repack
from clausebench.domain.machine import Division, Machine, MachineSpeed, ProbeStep
from clausebench.domain.shape import Shape, shape_of_size
from clausebench.domain.weights import CatalogueEntry
from clausebench.engines.fitting import machine, threads_for
from clausebench.engines.llama.options import LlamaOptions
from clausebench.engines.llama.placement import place
from clausebench.engines.llama.preflight import preflight
from clausebench.engines.llama.warming import DigestMemory, digest_of_all
from clausebench.engines.probe_weights import PROBE_SHAPE
from clausebench.engines.speed_probe import Probe, engine_build
from clausebench.services.json_memory import JsonMemory
from clausebench.services.self_testing import SelfTests

_SAME_SIZE = 0.01
"""Files of the same weights differ by no more; other quantisations of the 20b by 4 %."""


class Fits:
    """Any thread may ask; a probe takes about ten seconds of the whole computer.

    ``folder`` keeps what was measured, in ``machine-speed.json``, and for some seconds the weights
    of a probe, which have ``shape``. ``tests`` know how fast weights were that have been used.
    ``examine`` looks at the computer; ``now`` gives UTC as text.
    """

    def __init__(
        self,
        folder: Path,
        options: LlamaOptions,
        catalogue: Sequence[CatalogueEntry],
        tests: SelfTests,
        *,
        now: Callable[[], str],
        examine: Callable[[], Machine] = machine,
        shape: Shape = PROBE_SHAPE,
    ) -> None:
        self._folder = folder
        self._memory = JsonMemory(folder / "machine-speed.json")
        self._options = options
        self._catalogue = catalogue
        self._tests = tests
        self._now = now
        self._examine = examine
        self._shape = shape

    def machine(self) -> Machine:
        """As it is now."""
        return self._examine()

    def speed(self) -> MachineSpeed | None:
        """As it was measured with this engine, processor and number of threads; else None."""
        return self._memory.recall(self._key(), MachineSpeed)

    def probe(self, cancel: CancelToken) -> Generator[ProbeStep, None, MachineSpeed]:
        """Measure this computer, and keep the result. Raises ``Cancelled`` and ``EngineError``."""
        probe = Probe(self._options, self._folder, self._repacks(), self._shape)
        speed = yield from probe.run(cancel, self._now())
        self._memory.keep(self._key(), speed)
        return speed

    def of_entry(self, entry: CatalogueEntry) -> FitReport:
        """Of weights that can be fetched."""
        return self._report(entry.size, entry.memory, shape_of_size(entry.size))

    def of_recommended(self) -> FitReport:
        """Of the weights that the catalogue recommends."""
        return self.of_entry(self._catalogue[0])

    def of_size(self, size: int) -> FitReport:
        """Of any gpt-oss weights whose files have ``size`` bytes."""
        return self._report(size, self._memory_for(size), shape_of_size(size))

    def of_file(self, path: Path) -> FitReport:
        """Of weights that are here, kept or found; ``path`` is the first part.

        With the speed of their self-test, if there was one: six contents judged together, reading
        included. Raises ``WeightsError``.
        """
        header = preflight(path)
        digest = digest_of_all(DigestMemory(self._options.digests).recall(header.parts))
        test = self._tests.of_weights(digest)
        return self._report(
            header.size,
            self._memory_for(header.size),
            header.shape or shape_of_size(header.size),
            test.tok_s if test else None,
        )

    def _report(
        self, size: int, memory: int, shape: Shape, measured: float | None = None
    ) -> FitReport:
        speed = self.speed()
        demand = Demand(size, memory, self._division(size, shape, speed), self._options.repack)
        return judge_fit(demand, self.machine(), speed, measured)

    def _division(self, size: int, shape: Shape, speed: MachineSpeed | None) -> Division:
        """As the engine would place them. A chosen number of layers counts as what fits."""
        if speed is None or not speed.card or self._options.gpu_layers == 0:
            return Division(shape)
        placement = place(size, shape.layers, speed.card_free)
        if placement.gpu_layers == 0:
            return Division(shape)
        return Division(shape, placement.experts_on_cpu / shape.layers, has_card=True)

    def _memory_for(self, size: int) -> int:
        """As the catalogue says for the same weights, or what other weights take."""
        for entry in self._catalogue:
            if abs(entry.size - size) <= _SAME_SIZE * size:
                return entry.memory - entry.size + size
        return size + WORKING_SPACE

    def _repacks(self) -> bool:
        """Whether any weights of the catalogue would be repacked here, memory being empty."""
        if self._options.repack is not None:
            return self._options.repack
        total = self.machine().total
        return any(may_repack(entry.size, total) for entry in self._catalogue)

    def _key(self) -> str:
        threads = threads_for(self._options)
        return "|".join((engine_build(self._options), self.machine().processor, str(threads)))
