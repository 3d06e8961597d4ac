"""Addresses of the slice: what fillers use, then what checkers use."""

from django.urls import URLPattern, URLResolver, include, path

from guatu.console.reporting import (
    views_figure,
    views_filing,
    views_filings,
    views_no_change,
    views_receipt,
    views_upload,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("filings", views_filings.filings, name="filings"),
    path("filings/<int:key>", views_filing.filing, name="filing"),
    path("filings/<int:key>/save", views_filing.filing_save, name="filing_save"),
    path("filings/<int:key>/submit", views_filing.filing_submit, name="filing_submit"),
    path("filings/<int:key>/withdraw", views_filing.filing_withdraw, name="filing_withdraw"),
    path("filings/<int:key>/answer", views_filing.filing_answer, name="filing_answer"),
    path("filings/<int:key>/check", views_filing.filing_check, name="filing_check"),
    path("filings/<int:key>/no-change", views_no_change.no_change, name="no_change"),
    path("filings/<int:key>/template", views_upload.filing_template, name="filing_template"),
    path("filings/<int:key>/upload", views_upload.filing_upload, name="filing_upload"),
    path("uploads/<int:key>", views_upload.upload, name="upload"),
    path("uploads/<int:key>/marked", views_upload.upload_marked, name="upload_marked"),
    path("uploads/<int:key>/take", views_upload.upload_take, name="upload_take"),
    path("receipts/<int:key>", views_receipt.receipt, name="receipt"),
    path("receipts/<int:key>/printed", views_receipt.receipt_printed, name="receipt_printed"),
    path("figures", views_figure.figures, name="figures"),
    path("figures/<int:key>", views_figure.figure, name="figure"),
    path("", include("guatu.console.reporting.checking_urls")),
]
