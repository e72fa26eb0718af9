"""Where a figure stood: counted through the document's own tables, whatever stands before them."""

from __future__ import annotations

from reportwizard.recognise.document import recognise
from support.papers import document, grid, paper


def test_a_table_before_the_report_is_counted() -> None:
    bare = recognise(paper(document()))
    behind = recognise(paper([grid(["发布机构", "某局"], ["索引号", "1"]), *document()]))
    for path, table in (("proactive.art20_1.rules.issued", 1), ("applications.received.business", 2)):
        assert (bare.origins[path].table, behind.origins[path].table) == (table, table + 1)
        assert bare.origins[path]._replace(table=0) == behind.origins[path]._replace(table=0)
