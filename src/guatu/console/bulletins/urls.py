"""Addresses of the slice."""

from django.urls import URLPattern, path

from guatu.console.bulletins.views_chart import issue_chart
from guatu.console.bulletins.views_edit import (
    confirm_issue_number,
    hide_issue_block,
    issue_added,
    issue_block,
    issue_block_shown,
    issue_head,
)
from guatu.console.bulletins.views_files import issue_file, issue_preview
from guatu.console.bulletins.views_issue import issue, issue_figure, issue_numbers
from guatu.console.bulletins.views_list import issues, start_issue
from guatu.console.bulletins.views_steps import issue_comment, issue_step, write_issue_again

urlpatterns: list[URLPattern] = [
    path("", issues, name="issues"),
    path("start", start_issue, name="start_issue"),
    path("<int:key>/", issue, name="issue"),
    path("<int:key>/head", issue_head, name="issue_head"),
    path("<int:key>/blocks/<int:at>", issue_block, name="issue_block"),
    path("<int:key>/blocks/<int:at>/shown", issue_block_shown, name="issue_block_shown"),
    path("<int:key>/blocks/<int:at>/hide", hide_issue_block, name="hide_issue_block"),
    path("<int:key>/blocks/<int:at>/added", issue_added, name="issue_added"),
    path("<int:key>/blocks/<int:at>/figures/<int:index>", issue_figure, name="issue_figure"),
    path("<int:key>/blocks/<int:at>/chart.svg", issue_chart, name="issue_chart"),
    path("<int:key>/numbers", issue_numbers, name="issue_numbers"),
    path("<int:key>/numbers/confirm", confirm_issue_number, name="confirm_issue_number"),
    path("<int:key>/step", issue_step, name="issue_step"),
    path("<int:key>/comment", issue_comment, name="issue_comment"),
    path("<int:key>/write-again", write_issue_again, name="write_issue_again"),
    path("<int:key>/draft.docx", issue_preview, name="issue_preview"),
    path("<int:key>/files/<str:name>", issue_file, name="issue_file"),
]
