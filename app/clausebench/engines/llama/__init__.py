"""Judging with local weights through llama.cpp. Only this package may import ``llama_cpp``."""
