"""What lists, rows, tables, files and later words tell of the names that stand in them, one rule after the other."""

from __future__ import annotations

from bot.nlu.facts import active_form, by_site, one_kind, then_now
from bot.nlu.language import (
    denied_amounts,
    denied_lists,
    denied_names,
    denied_rows,
    ditto,
    doubted_lists,
    hedged,
    legends,
    on_file,
    one_result,
    own_beside,
    patient_apart,
    rows,
    ruled_out,
    set_off,
    shared_verdict,
)
from bot.nlu.page import Page
from bot.nlu.treatments import denied_harm, denied_ways, in_order, left_as_is, nil_rows, side_by_side

_RULES = (
    patient_apart,
    own_beside,
    rows,
    legends,
    denied_rows,
    shared_verdict,
    one_result,
    denied_lists,
    doubted_lists,
    hedged,
    denied_names,
    set_off,
    on_file,
    by_site,
    denied_amounts,
    denied_ways,
    denied_harm,
    in_order,
    side_by_side,
    nil_rows,
    ditto,
    then_now,
    ruled_out,
    active_form,
    one_kind,
    left_as_is,
)


def tell(page: Page) -> None:
    """Completes what is said of each name. The order counts: a later rule sees what an earlier one told."""
    for rule in _RULES:
        rule.tell(page)
