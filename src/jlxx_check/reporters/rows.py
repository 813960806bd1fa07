"""What stands under a finding's message, for the formats that put it line by line."""

from __future__ import annotations

from jlxx_check.model.report import Finding
from jlxx_check.model.text import Text, joined, same
from jlxx_check.reporters.decided import decision_text
from jlxx_check.reporters.since import standing
from jlxx_check.reporters.wording import cited


def finding_rows(finding: Finding) -> list[tuple[Text, Text]]:
    """Everything, each with its label, what the finding lacks left out.

    Nothing is made safe to show yet: that is for the format to do.
    """
    related = joined(map(same, finding.related), "；", "; ")
    rows = [
        (Text("处理", "decision"), decision_text(finding.decision) if finding.decision else None),
        (Text("位置", "where"), same(" · ".join(filter(None, (finding.file, finding.where))))),
        (Text("另见", "and"), related),
        (Text("现状", "found"), finding.observed),
        (Text("要求", "asked"), finding.expected),
        (Text("依据", "clause"), cited(finding.clause, finding.quote)),
        (Text("改法", "to mend"), finding.fix),
        (Text("对照", "since"), standing(finding)),
        (Text("规则", "rule"), same(finding.rule)),
    ]
    return [(label, text) for label, text in rows if text and text.zh]
