"""Addresses of the slice."""

from django.urls import path

from guatu.console.plans import views_packs, views_rulings, views_targets, views_uploads

urlpatterns = [
    path("packs", views_packs.packs, name="packs"),
    path("packs/findings", views_packs.pack_findings, name="pack_findings"),
    path("packs/switch", views_packs.switch, name="switch_packs"),
    path("packs/compare", views_packs.compare, name="compare_packs"),
    path("packs/<str:key>", views_packs.pack, name="pack"),
    path("packs/<str:key>/download", views_packs.download, name="download_pack"),
    path("targets", views_targets.targets, name="targets"),
    path("targets/export", views_targets.export, name="export_targets"),
    path("contradictions", views_targets.contradictions, name="contradictions"),
    path("rulings", views_rulings.rulings, name="rulings"),
    path("rulings/<str:pack_id>/<str:ruling_id>", views_rulings.ruling, name="ruling"),
    path("rulings/<str:pack_id>/<str:ruling_id>/sign", views_rulings.sign, name="sign_ruling"),
    path("uploads", views_uploads.plan_uploads, name="plan_uploads"),
    path("uploads/hand-in", views_uploads.hand_in, name="hand_in_plan"),
    path("uploads/<int:key>", views_uploads.plan_upload, name="plan_upload"),
    path("uploads/<int:key>/page", views_uploads.review_page, name="plan_review"),
    path("uploads/<int:key>/papers/<str:name>", views_uploads.paper, name="plan_paper"),
    path("uploads/<int:key>/draft", views_uploads.draft, name="plan_draft"),
    path("uploads/<int:key>/review", views_uploads.hand_in_corrected, name="hand_in_review"),
    path("uploads/<int:key>/load", views_uploads.load, name="load_plan"),
]
