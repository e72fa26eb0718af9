"""What is wrong with a report, and why: rules with codes, findings with remedies. Knows no screen and no paper."""

from reportwizard.checks.arithmetic import STATED_TOTALS
from reportwizard.checks.finding import Finding, Hint, Severity, to_json
from reportwizard.checks.registry import RULES, Rule, select_codes
from reportwizard.checks.running import check
from reportwizard.checks.waivers import idle_waivers, waiver_values

__all__ = [
    "RULES",
    "STATED_TOTALS",
    "Finding",
    "Hint",
    "Rule",
    "Severity",
    "check",
    "idle_waivers",
    "select_codes",
    "to_json",
    "waiver_values",
]
