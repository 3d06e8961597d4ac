"""What pages print as paper does: tables of report, lights with their word, numbers, months."""

from datetime import date
from decimal import Decimal

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from guatu.office import light_html, table_html
from guatu.report import Light, Table, round_half_up

register = template.Library()


@register.simple_tag
def paper_table(table: Table, source_base: str = "") -> SafeString:
    """Return a table of report as HTML; with `source_base`, every number opens where it comes from."""
    return mark_safe(table_html(table, source_base))  # noqa: S308  # table_html escapes every text


@register.simple_tag
def light(value: str | None) -> SafeString:
    """Return a light with its word; a missing one is grey."""
    return mark_safe(light_html(Light(value or "grey")))  # noqa: S308


@register.filter
def month_words(day: date | None) -> str:
    """Return a month as read: 2024年9月."""
    return _("%(year)s年%(month)s月") % {"year": day.year, "month": day.month} if day else ""


@register.filter
def figure(value: Decimal | None) -> str:
    """Return a reported number with thousands and without idle zeros; a missing one is blank, never zero."""
    if value is None:
        return ""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@register.filter
def percent(fraction: Decimal | None) -> str:
    """Return a fraction as a percentage with all the decimals it was reported with, one at least: 0.15 is 15.0."""
    if fraction is None:
        return ""
    text = figure(fraction * 100)
    return text if "." in text else f"{text}.0"


@register.filter
def rate(fraction: Decimal | None) -> str:
    """Return a rate as printed, without its sign: 0.285 is 28.5; a missing one is blank."""
    return "" if fraction is None else f"{round_half_up(fraction, 1, hundredfold=True):,f}"
