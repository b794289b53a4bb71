"""Things that judge content: triage, llama.cpp, recordings."""
