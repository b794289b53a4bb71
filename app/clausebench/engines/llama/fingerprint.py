"""What judged, told so that two verdicts can be compared, and how it fits this machine."""

from __future__ import annotations

from clausebench.domain.verdict import Fingerprint
from clausebench.engines.llama.devices import devices
from clausebench.engines.llama.header import Header
from clausebench.engines.llama.native import library_version
from clausebench.engines.llama.options import LlamaOptions
from clausebench.engines.llama.placement import Placement, words


def fingerprint(
    header: Header, digest: str, options: LlamaOptions, placement: Placement
) -> Fingerprint:
    """The context's size is not in it: it grows with prompts and changes no verdict."""
    details = {
        "architecture": header.architecture,
        "device": "gpu" if placement.gpu_layers else "cpu",
        "experts_on_cpu": str(placement.experts_on_cpu),
        "file": header.parts[0].name,
        "fit": fit_sentence(options, placement),
        "gpu_layers": str(placement.gpu_layers),
        "llama-cpp-python": library_version(),
        "repack": str(bool(options.repack)),
        "sha256": digest,
        "size": str(header.size),
        "slots": str(options.slots),
        "strict": str(options.strict),
        "threads": str(options.threads),
    }
    return Fingerprint("llama", header.title, True, tuple(sorted(details.items())))


def _several(options: LlamaOptions, placement: Placement) -> str:
    if options.strict:
        return "one content after the other"
    if placement.gpu_layers and options.card_slots and options.slots >= options.card_slots:
        return f"{options.slots} at once as the card has room for them"
    return f"{options.slots} at once"


def fit_sentence(options: LlamaOptions, placement: Placement) -> str:
    """How the engine was set up here, in one sentence without numbers that change by the hour."""
    gpu = next((device.description for device in devices() if device.is_gpu), "")
    threads = f"{options.threads} thread{'s' * (options.threads > 1)}"
    adapting = (
        ", fewer while others use the cores" if options.adapts and options.threads > 1 else ""
    )
    packed = "weights repacked for speed" if options.repack else "weights as they are on disk"
    where, several = words(placement, gpu), _several(options, placement)
    return f"Judges {where}, {several}, {threads}{adapting}; {packed}."
