"""The periods that the law gives, by the kind of information asked for, as data."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from ppid_sheets.errors import UsageError
from ppid_sheets.register.requests.words import ELECTION_STAGES
from ppid_sheets.register.text import fold, squash


@dataclass(frozen=True, slots=True)
class ObjectionTerms:
    """Periods of an objection in working days (UU 14/2008 Art. 36 to 38 and 48).

    `applicant`: to object, once the ground is found; `superior`: for the *Atasan PPID* to answer;
    `commission`: to go to the Komisi Informasi with that answer; `opening` and `closing`: for the
    Komisi Informasi to begin and to end; `suit`: to sue after its ruling.
    """

    applicant: int = 30
    superior: int = 30
    commission: int = 14
    opening: int = 14
    closing: int = 100
    suit: int = 14


@dataclass(frozen=True, slots=True)
class Profile:
    """Periods in working days: the first answer, its one extension, and where they come from.

    `key` is its name in `ppid.toml` and for `--profile`, `name` that on paper. `categories` are
    those of *Kategori Informasi* that it serves while it is `active`.
    """

    key: str
    name: str
    days: int
    extension: int
    basis: str
    categories: tuple[str, ...] = ()
    objection: ObjectionTerms = ObjectionTerms()
    active: bool = True


ORDINARY = Profile("biasa", "Biasa", 10, 7, "UU 14/2008 Pasal 22 ayat (7) dan (8)")
ELECTION = Profile(
    "pemilu",
    "Pemilu/Pemilihan",
    3,
    2,
    "Perki 1/2019; PKPU 22/2023",
    (ELECTION_STAGES,),
    ObjectionTerms(superior=3),
    active=False,
)
"""Perki 1/2019 Art. 12-14; off until an office switches it on."""


def applicant_days(profile: Profile) -> int:
    """The working days in which an applicant may object."""
    return profile.objection.applicant


@dataclass(frozen=True)
class Profiles:
    """All profiles of an office, the ordinary one first, which serves what no other does."""

    all: tuple[Profile, ...] = (ORDINARY, ELECTION)

    @property
    def ordinary(self) -> Profile:
        """The profile of every category that no other serves."""
        return self.all[0]

    @cached_property
    def active(self) -> tuple[Profile, ...]:
        """The profiles that requests are reckoned by."""
        return tuple(profile for profile in self.all if profile.active)

    @cached_property
    def categories(self) -> tuple[str, ...]:
        """The categories that active profiles name."""
        return tuple(category for profile in self.active for category in profile.categories)

    @cached_property
    def _serving(self) -> Mapping[str, Profile]:
        return {fold(category): one for one in self.active for category in one.categories}

    @property
    def by_category(self) -> bool:
        """True where the category of a request decides how long its answer may take."""
        return len(self.active) > 1

    def varies(self, period: Callable[[Profile], int]) -> bool:
        """True where the category of a request decides how long a period of its profile is."""
        return len(set(map(period, self.active))) > 1

    def of(self, category: str) -> Profile:
        """The profile of a request by its *Kategori Informasi*, "" where that is blank."""
        return self._serving.get(fold(category), self.ordinary) if category else self.ordinary

    def named(self, key: str) -> Profile:
        """A profile, whether active or not, by its key; raises UsageError where there is none."""
        known = {profile.key: profile for profile in self.all}
        if key not in known:
            raise UsageError(
                f"Tidak ada profil {squash(str(key))[:30]!r}",
                f"yang ada: {', '.join(known)}. Profil lain ditambahkan sebagai [tenggat.NAMA] di "
                "ppid.toml",
            )
        return known[key]


BY_LAW = Profiles()
"""The profiles of an office that sets none."""
