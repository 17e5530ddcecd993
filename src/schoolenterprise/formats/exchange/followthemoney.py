"""FollowTheMoney: a ledger as entities of that model, one of them a line; write-only.

What stands in it:

- an organization is a Company when it is an enterprise, a PublicBody when it is an authority or a
  public school, else an Organization; its 统一社会信用代码 is `uscCode`, its 学校标识码
  `registrationNumber`, and so is a 统一社会信用代码 that begins with a letter, which the package
  does not take for one; its short names are `weakAlias`;
- a person is a Person; a post is a Directorship (董事), a Position and an Occupancy in a
  PublicBody, a Membership in an association, else an Employment; an appointment is a Membership,
  a Note when nobody is known to appoint;
- a visit or event is an Event, an agreement, program, placement or other lasting form a Project
  with a ProjectParticipant for each who takes part; the parties of an agreement between two have an
  UnknownLink;
- an industry college or an alliance is an Organization with Memberships;
- a source is an Article, which is the `proof` of every entity that its evidence supports; a count
  is a Note;
- ids are made from what stays the same in other ledgers: the 统一社会信用代码, else class, name
  (blanks and case apart) and region; of records that share these, from the id as well;
- a day, month or year without doubt, of the years 1000 to 2999, is a date; every other one is told
  in `summary`, in EDTF; so is the period in which somebody was seen in a post, or a college
  founded, and every date of a Note; other periods are `startDate` and `endDate`;
- what is named and has no record becomes an entity with a name alone.

What is lost: unknown keys (`extra`), the terms of internships, quotes and offsets of evidence,
digests of sources, addresses that are not of the web or have more than 4,000 characters, posts
without an organization but for their titles; of people at an occasion their titles, organizations,
roles, whom they sign for, and their names if they have a record; that a record is its own parent or
source; appointments and missing records among what an event brought about, whether a list ends
openly, which order things had; control characters; a name after 300 characters, other text after
1,000 (the text of a source after 60,000), a place after 240.
"""

from collections.abc import Iterable

from schoolenterprise.files import Target, write
from schoolenterprise.formats.exchange._directory import Directory
from schoolenterprise.formats.exchange._entities import entities
from schoolenterprise.formats.exchange._safe import embeddable
from schoolenterprise.model import Record


def dump(records: Iterable[Record], target: Target) -> None:
    """Write `records` as entities, one a line.

    Raises:
        InvalidValueError: one of them is no record.
        ConflictError: two different records bear one id.
        OSError: it cannot be written.
    """
    directory = Directory.of(records)
    write(target, (embeddable(each) + b"\n" for each in entities(directory)))


__all__ = ["dump"]
