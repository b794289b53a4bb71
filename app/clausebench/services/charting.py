"""Charts of runs and of a policy's versions, as files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from clausebench.domain.calibration import Reliability
from clausebench.domain.errors import BadInputError
from clausebench.domain.measures import JudgedCase, VersionRun, heat, trend
from clausebench.exporting.charts import (
    Look,
    agreement_chart,
    clause_recall_chart,
    confusion_chart,
    heat_chart,
    reliability_chart,
    trend_chart,
)
from clausebench.services.calibrating import Calibration
from clausebench.services.measuring import MeasuredRun

ChartLook = Look


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart as a file. ``data`` is None where there is too little to draw; ``missing`` then
    says what is lacking."""

    file_name: str
    data: bytes | None
    missing: str = ""


def run_charts(measured: MeasuredRun, look: Look) -> Iterator[Picture]:
    """One after the other, as each is drawn."""
    found = measured.measures
    yield _picture(
        "confusion", look, confusion_chart(found.confusion, look), "No case expects a decision."
    )
    if found.labels.n:
        drawn = confusion_chart(found.label_confusion, look, "label")
        yield _picture("labels", look, drawn, "There are too many labels to draw.")
    yield _picture(
        "agreement",
        look,
        agreement_chart(measured.cases, look),
        "Each case was asked once. Run the suite with --repeat 5.",
    )
    yield _picture(
        "clauses", look, clause_recall_chart(found.clauses, look), "No case expects a clause."
    )


def policy_charts(
    versions: Sequence[VersionRun],
    calibrations: Iterable[Calibration],
    look: Look,
    *,
    with_names: bool = False,
) -> Iterator[Picture]:
    """Cases are numbered in the order of the newest version's, unless ``with_names``: a name may
    quote its content."""
    lacking = "No version has a finished suite run yet."
    yield _picture("trend", look, trend_chart(trend(versions), look), lacking)
    labels = [version.name for version in versions]
    names = {} if with_names else case_numbers(versions)
    yield _picture("cases", look, heat_chart(heat(versions), labels, names, look), lacking)
    known = next(iter(calibrations), None)
    drawn = None if known is None else _reliability(known.reliability, known, look)
    words = known.reliability.missing if known else "No verdict has a measured confidence yet."
    yield _picture("reliability", look, drawn, words)


def trend_picture(versions: Sequence[VersionRun], look: Look) -> bytes | None:
    """None without a version."""
    return trend_chart(trend(versions), look)


def case_numbers(versions: Sequence[VersionRun]) -> Mapping[str, str]:
    """What cases are called where their names stay out: ``case 1`` and on."""
    every: Iterable[JudgedCase] = (c for version in reversed(versions) for c in version.cases)
    names = dict.fromkeys(case.name for case in every)
    return {name: f"case {number}" for number, name in enumerate(names, start=1)}


def write_pictures(
    pictures: Iterable[Picture], folder: Path, wrote: Callable[[Path], None] = lambda _: None
) -> tuple[str, ...]:
    """Write what was drawn and return what was not, in sentences. Raises ``BadInputError``."""
    lacking = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for picture in pictures:
            if picture.data is None:
                lacking.append(f"{picture.file_name} was not drawn. {picture.missing}")
                continue
            path = folder / picture.file_name
            path.write_bytes(picture.data)
            wrote(path)
    except OSError as error:
        raise BadInputError(f"{folder} cannot be written: {error.strerror}.") from error
    return tuple(lacking)


def _reliability(known: Reliability, of: Calibration, look: Look) -> bytes | None:
    return reliability_chart(known, f"{of.engine}, effort {of.effort}", look)


def _picture(name: str, look: Look, data: bytes | None, missing: str) -> Picture:
    return Picture(f"{name}.{look.suffix}", data, "" if data else missing)
