"""Names of agencies: the places in them and the office, and whether two names can be those of one agency.

Not a gazetteer: which county belongs to which city is unknown here, so places are compared level by level only.
Doubt counts as the same agency: 科技局 may be the 科学技术局, and 杭州市 the 杭州市人民政府.
"""

from __future__ import annotations

from reportwizard.checks.prose import vocabulary
from reportwizard.records import Record

_LEVELS = {
    "省": "省",
    "市": "市",
    "州": "市",
    "盟": "市",
    "县": "县",
    "旗": "县",
    "区": "县",
    "镇": "乡",
    "乡": "乡",
    "街道": "乡",
}
"""The level that the last sign of a place's name tells; the places of one level exclude one another."""

_LONGEST_PLACE = 14
_GO_ON = frozenset("市县区旗州")
"""Signs before which the sign of a level is part of the name."""
_KINDS_OF_PLACES = vocabulary("城市 城区 市区 辖区 郊区 县区 区县 省市")
_NO_PLACES = vocabulary("城乡 地区 开发区 高新区 示范区 新区 园区 景区 社区")
_SHORT_FOR_A_PLACE = "省市县区州镇乡"
_OWN = tuple("全我本各该两多某辖")
_GOVERNMENT = vocabulary("人民政府 政府 人民政府办公室 人民政府办公厅 政府办公室 政府办公厅 政府办 办公室 办公厅")
_ONE_OFFICE = (
    (frozenset("城管"), frozenset("综合行政执法")),
    (frozenset("政数"), frozenset("行政审批")),
    (
        frozenset("大数据"),
        frozenset("行政审批政务服务"),
    ),
)
"""Offices of one house that go by two names with no sign in common."""


class Name(Record):
    """The name of an agency taken apart: its places from the largest, and what is left."""

    places: tuple[str, ...]
    office: str


def parse(name: str) -> Name:
    """Take a name apart."""
    places, at = [], 0
    while (end := _place_end(name, at)) > at and is_place(name[at:end]):
        places.append(name[at:end])
        at = end
    return Name(tuple(places), name[at:])


def _place_end(name: str, at: int) -> int:
    """Where the place ends whose name begins at `at`: at the first sign of a level, unless another follows (景德镇市).

    Only a 县 may have a name of one sign. 0 where no place begins.
    """
    for end in range(at + 2, min(len(name), at + _LONGEST_PLACE) + 1):
        sign = "街道" if name.endswith("街道", at, end) else name[end - 1]
        if sign in _LEVELS and (end - at > 2 or sign == "县") and name[end : end + 1] not in _GO_ON:
            return end
    return 0


def is_place(name: str) -> bool:
    """Whether it is a place's own name, and not 全县, 各区 or 开发区."""
    return not name.startswith(_OWN) and not name.endswith(_NO_PLACES) and name not in _KINDS_OF_PLACES


def other_place(name: Name, agency: Name, whole: str) -> str:
    """The place in `name` that `agency` (`whole` as written) has another of; "" where none is known to differ."""
    levels = {level_of(place) for place in agency.places}
    here = {level_of(place) for place in name.places if place in whole}
    for place in name.places:
        level = level_of(place)
        if level in levels and level not in here and place.removesuffix(level) not in whole:
            return place
    return ""


def same_office(office: str, other: str) -> bool:
    """Whether two offices may be one: one name shortens the other, or one of them is not told, or a government."""
    office, other = office.lstrip(_SHORT_FOR_A_PLACE), other.lstrip(_SHORT_FOR_A_PLACE)
    if not office or not other or _shortens(office, other) or _shortens(other, office):
        return True
    return office in _GOVERNMENT and other in _GOVERNMENT


def kin_offices(office: str, other: str) -> bool:
    """Whether anything at all speaks for two offices being one: a sign in common, or two names known for one."""
    kinds = "局委办厅会员公室中心党组省市县区"
    core, other_core = set(office) - set(kinds), set(other) - set(kinds)
    if not core or not other_core or core & other_core or office in _GOVERNMENT or other in _GOVERNMENT:
        return True
    return any((core & one and other_core & two) or (core & two and other_core & one) for one, two in _ONE_OFFICE)


def level_of(place: str) -> str:
    """The level that the end of a place's name tells."""
    return _LEVELS["街道" if place.endswith("街道") else place[-1]]


def _shortens(short: str, long: str) -> bool:
    """Whether the signs of `short` stand in `long` in their order."""
    rest = iter(long)
    return all(sign in rest for sign in short)
