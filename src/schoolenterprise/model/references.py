"""Names for annotated text fields that hold the id of a record of certain classes."""

from typing import Annotated

from schoolenterprise.model._shape import Reference

OrganizationId = Annotated[str, Reference(("organization", "institution", "enterprise"))]
"""Id of an `Organization`, `Institution` or `Enterprise`."""
OfficialId = Annotated[str, Reference(("official",))]
"""Id of an `Official`."""
ProgramId = Annotated[str, Reference(("program",))]
"""Id of a `Program`."""
SourceId = Annotated[str, Reference(("source",))]
"""Id of a `Source`."""
RecordId = Annotated[str, Reference(())]
"""Id of any record."""
