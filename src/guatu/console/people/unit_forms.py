"""Forms in which units are changed; each carries the day from which the change holds and the reason."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from guatu.console.frame.clock import today
from guatu.console.people.forms import DayField, agency_choices, place_choices
from guatu.console.people.tree import tree_on
from guatu.console.people.unit_acts import AGENCY, PLACE, NewUnit
from guatu.domain import Level

LEVELS = {
    Level.NATION.value: gettext_lazy("国家"),
    Level.PROVINCE.value: gettext_lazy("省"),
    Level.PREFECTURE.value: gettext_lazy("州市"),
    Level.COUNTY.value: gettext_lazy("县市区"),
    Level.TOWN.value: gettext_lazy("乡镇"),
    Level.PARK.value: pgettext_lazy("level", "园区"),
}
_CODE, _NAME = 40, 80


class UnitForm(forms.Form):
    """What every change has: from which day, why."""

    day = DayField(label=gettext_lazy("从哪天起"))
    reason = forms.CharField(
        label=gettext_lazy("理由和文号"), max_length=200, widget=forms.TextInput(attrs={"size": 40})
    )

    def __init__(self, what: str, code: str, *arguments: Any, **options: Any) -> None:  # Any: as in Django's own
        super().__init__(*arguments, **options)
        self.what, self.code = what, code
        self.fields["day"].initial = today()


class RenameForm(UnitForm):
    """A new name, and a new code where the code changes too."""

    field_order = ("name", "new_code")
    name = forms.CharField(label=gettext_lazy("新名称"), max_length=_NAME)
    new_code = forms.CharField(
        label=gettext_lazy("新代码"),
        max_length=_CODE,
        required=False,
        help_text=gettext_lazy("代码不变时留空（如县改市换了行政区划代码，填新代码）。"),
    )


class MoveForm(UnitForm):
    """What it stands under from then on."""

    field_order = ("to",)
    to = forms.ChoiceField(label=gettext_lazy("改隶属于"))

    def __init__(self, what: str, code: str, *arguments: Any, **options: Any) -> None:  # Any: as in Django's own
        super().__init__(what, code, *arguments, **options)
        choices = [one for one in place_choices(tree_on(today())) if one[0] != code]
        self.fields["to"] = forms.ChoiceField(label=_("改隶属于"), choices=[("", _("请选择")), *choices])
        self.order_fields(self.field_order)


class SplitForm(UnitForm):
    """The new units, one a line, and whether the old one stays."""

    field_order = ("parts", "keeps")
    parts = forms.CharField(
        label=gettext_lazy("新单位"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("一行一个：代码、空格、名称。原单位不再存在时，它的下属先归第一个，可再逐个改隶属。"),
    )
    keeps = forms.BooleanField(label=gettext_lazy("原单位继续存在（只分出一部分）"), required=False)

    def clean_parts(self) -> list[NewUnit]:
        """Return the new units; a line without code and name is told."""
        units = []
        for line in str(self.cleaned_data["parts"]).splitlines():
            if not line.strip():
                continue
            code, _blank, name = line.strip().replace("\u3000", " ").replace("\t", " ").partition(" ")
            if not name.strip() or len(name.strip()) > _NAME:
                raise ValidationError(_("“%(line)s”这一行要写代码、空格、名称。"), params={"line": line.strip()})
            units.append(NewUnit(code, name.strip()))
        return units


class MergeForm(UnitForm):
    """Which others are merged with this one, and into what."""

    field_order = ("others", "into", "name")
    others = forms.MultipleChoiceField(label=gettext_lazy("还有哪些"), required=False)
    into = forms.CharField(
        label=gettext_lazy("并入的代码"),
        max_length=_CODE,
        help_text=gettext_lazy("可以是现有的，也可以是新代码。"),
    )
    name = forms.CharField(
        label=gettext_lazy("新单位名称"),
        max_length=_NAME,
        required=False,
        help_text=gettext_lazy("并入现有的单位时留空。"),
    )

    def __init__(self, what: str, code: str, *arguments: Any, **options: Any) -> None:  # Any: as in Django's own
        super().__init__(what, code, *arguments, **options)
        tree = tree_on(today())
        listed = place_choices(tree) if what == PLACE else agency_choices(tree)
        level = tree.places[code].level if code in tree.places else ""
        choices = [
            (other, name.strip("\u3000"))
            for other, name in listed
            if other != code and (what == AGENCY or tree.places[other].level == level)
        ]
        self.fields["others"] = forms.MultipleChoiceField(
            label=_("还有哪些"),
            required=False,
            choices=choices,
            help_text=_("按住 Ctrl 可选几个；只把这一个并入现有单位时不选。"),
            widget=forms.SelectMultiple(attrs={"size": 6}),
        )
        self.order_fields(self.field_order)


class EndForm(UnitForm):
    """The day from which a unit is no more."""


class AddForm(UnitForm):
    """A unit that begins."""

    field_order = ("code_of_unit", "name", "under", "level")
    code_of_unit = forms.CharField(label=gettext_lazy("代码"), max_length=_CODE)
    name = forms.CharField(label=gettext_lazy("名称"), max_length=_NAME)
    under = forms.ChoiceField(label=gettext_lazy("隶属于"))
    level = forms.ChoiceField(label=gettext_lazy("级别"))

    def __init__(self, what: str, code: str, *arguments: Any, **options: Any) -> None:  # Any: as in Django's own
        super().__init__(what, code, *arguments, **options)
        choices = [("", _("请选择")), *place_choices(tree_on(today()))]
        self.fields["under"] = forms.ChoiceField(label=_("隶属于"), choices=choices)
        if what == AGENCY:
            del self.fields["level"]
        else:
            self.fields["level"] = forms.ChoiceField(label=_("级别"), choices=list(LEVELS.items()))
        self.order_fields(self.field_order)


class PhoneForm(forms.Form):
    """The office phone of an agency, as the call list shows it."""

    phone = forms.CharField(label=gettext_lazy("办公电话"), max_length=40, required=False)
