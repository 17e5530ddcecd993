"""The version of the package, in the one place where it is written; nothing else."""

__version__ = "0.1.0"
