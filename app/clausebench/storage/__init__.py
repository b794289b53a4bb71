"""The workspace file: policies, cases, runs and verdicts in SQLite.

Begin at ``workspace.Workspace``. ``instance.InstanceLock`` makes a process the only window of a
data folder; ``restoring.restore`` puts a backup back; everything else is reached from there.
"""
