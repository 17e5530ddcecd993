"""The packages that this room alone imports, each when it is first needed; nothing of their use."""

from types import ModuleType

from schoolenterprise.errors import optional


def arrow() -> ModuleType:
    """Return pyarrow.

    Raises:
        MissingExtraError: it is not installed.
    """
    return optional("pyarrow", "arrow")


def compute() -> ModuleType:
    """Return the functions of pyarrow that calculate.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    return optional("pyarrow.compute", "arrow")


def parquet() -> ModuleType:
    """Return the part of pyarrow that reads and writes Parquet.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    return optional("pyarrow.parquet", "arrow")


def feather() -> ModuleType:
    """Return the part of pyarrow that reads and writes Arrow's own files, IPC.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    return optional("pyarrow.ipc", "arrow")


__all__ = ["arrow", "compute", "feather", "parquet"]
