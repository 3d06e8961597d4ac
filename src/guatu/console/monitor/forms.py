"""Forms of the slice: a run, an import of history, what is done to an alert."""

import re
from datetime import date
from typing import Any

from django import forms
from django.core.files import File
from django.utils.translation import gettext_lazy as _

from guatu.console.monitor.facts import FINAL, FLASH
from guatu.console.monitor.run_acts import DATA_ENDINGS, history_folders
from guatu.console.monitor.run_choice import months_offered

_TOKEN = re.compile(r"[0-9a-f]{32}")
TRACKS = ((FLASH, _("快报")), (FINAL, _("定案")))


class TokenField(forms.CharField):
    """The token a page sends along, so that a double click is done once."""

    widget = forms.HiddenInput

    def clean(self, value: object) -> str:
        """Return the token; anything else than one that a page of ours made is refused."""
        token = str(super().clean(value))
        if not _TOKEN.fullmatch(token):
            raise forms.ValidationError(_("页面已经过期，请刷新后再办。"))
        return token


class RunForm(forms.Form):
    """Which month is run, on which track, as it stood on which day."""

    month = forms.ChoiceField(label=_("报告期"))
    track = forms.ChoiceField(label=_("数据"), choices=TRACKS, initial=FLASH)
    as_of = forms.DateField(
        label=_("截止日"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("截止日不填，用到现在为止已通过的数；填了，只用当天及以前报送的数。"),
        error_messages={"invalid": _("截止日请写成 2024-10-09 这样的日期。")},
    )
    token = TokenField()

    def __init__(self, day: date, *args: Any, **options: Any) -> None:  # Any: as Django's own
        super().__init__(*args, **options)
        self.day = day
        self.months = {f"{one:%Y-%m}": one for one in months_offered(day)}
        words = _("%(year)s年%(month)s月")
        choices = [(key, str(words) % {"year": one.year, "month": one.month}) for key, one in self.months.items()]
        self.fields["month"] = forms.ChoiceField(label=_("报告期"), choices=choices)

    def clean_month(self) -> date:
        """Return the first day of the month."""
        return self.months[self.cleaned_data["month"]]

    def clean_as_of(self) -> date | None:
        """Return the day, which may not lie ahead nor before the end of the month."""
        day: date | None = self.cleaned_data["as_of"]
        if day is not None and day > self.day:
            raise forms.ValidationError(_("截止日不能晚于今天。"))
        month = self.cleaned_data.get("month")
        if day is not None and isinstance(month, date) and day < month:
            raise forms.ValidationError(_("截止日不能早于报告期。"))
        return day


class _ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or several."""

    def clean(self, data: Any, initial: Any = None) -> "list[File[bytes]]":
        """Return the files, each one checked."""
        given = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(FilesField, self).clean(one, initial) for one in given]


class HistoryForm(forms.Form):
    """Past figures: files uploaded here, or a folder that the administrator has put into the workspace."""

    given = FilesField(label=_("上传文件"), required=False, widget=_ManyFiles())
    folder = forms.ChoiceField(label=_("或取用文件夹"), required=False)
    token = TokenField()

    def __init__(self, *args: Any, **options: Any) -> None:  # Any: as Django's own
        super().__init__(*args, **options)
        self.folders = {one.name: one for one in history_folders()}
        choices = [("", _("（不取用）")), *((name, name) for name in self.folders)]
        self.fields["folder"] = forms.ChoiceField(label=_("或取用文件夹"), required=False, choices=choices)

    def clean_given(self) -> "list[File[bytes]]":
        """Return the files; one that is no table is refused by its name."""
        files: list[File[bytes]] = self.cleaned_data["given"]
        for file in files:
            if not str(file.name).lower().endswith(DATA_ENDINGS):
                message = _("“%(name)s”不是表格文件；可用 xlsx、xls、et、csv、parquet。") % {"name": file.name}
                raise forms.ValidationError(message)
        return files

    def clean(self) -> dict[str, Any]:
        """Demand either files or a folder."""
        cleaned = super().clean() or {}
        if not self.errors and bool(cleaned.get("given")) == bool(cleaned.get("folder")):
            raise forms.ValidationError(_("请上传文件，或者选一个文件夹；两样选一样。"))
        return cleaned


class ReasonForm(forms.Form):
    """A reason or an answer, which must be given."""

    reason = forms.CharField(
        label=_("说明"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("请写明理由或情况。"), "max_length": _("说明不能超过 500 字。")},
    )
