"""The names of HTML's elements, by what they do to the text in them."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


SKIPPED = words(
    "script style noscript template head title svg math iframe object embed video audio canvas xml rp rt datalist"
    " noframes noembed option optgroup"
)
"""Elements whose text nobody sees."""

BLOCKS = words(
    "address article aside blockquote body caption center colgroup dd details dialog dir div dl dt fieldset figcaption"
    " figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li listing main menu nav ol p pre search section"
    " summary table tbody td tfoot th thead tr ul xmp"
)
"""Elements that begin and end a line."""

LINES = words("p h1 h2 h3 h4 h5 h6 dt summary legend")
"""Those that hold a line of their own, not several."""

KNOWN = (
    SKIPPED
    | BLOCKS
    | words(
        "a abbr acronym b bdi bdo big br button cite code col data del dfn em font html i img input ins kbd label link"
        " map mark meta nobr o:p output param picture q ruby s samp select small source span strike strong sub sup"
        " textarea time tt u var wbr"
    )
)
"""All elements that HTML knows; what else stands in angle brackets is text."""
