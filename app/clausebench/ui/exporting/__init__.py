"""Letting a policy leave: a dialog that shows everything before anything is written."""
