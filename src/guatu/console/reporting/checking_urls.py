"""Addresses of what checkers, chasers and those who set the tasks use."""

from django.urls import URLPattern, path

from guatu.console.reporting import (
    views_checking,
    views_indicators,
    views_progress,
    views_rounds,
    views_unlocks,
)

urlpatterns: list[URLPattern] = [
    path("checking", views_checking.checking, name="checking"),
    path("checking/batch", views_checking.checking_batch, name="checking_batch"),
    path("checking/<int:key>", views_checking.check_filing, name="check_filing"),
    path("checking/<int:key>/accept", views_checking.check_accept, name="check_accept"),
    path("checking/<int:key>/return", views_checking.check_return, name="check_return"),
    path("checking/<int:key>/question", views_checking.check_question, name="check_question"),
    path("progress", views_progress.progress, name="progress"),
    path("progress/export", views_progress.progress_export, name="progress_export"),
    path("progress/<str:month>/<str:place>", views_progress.chase, name="chase"),
    path("progress/<str:month>/<str:place>/log", views_progress.chase_log, name="chase_log"),
    path("rounds", views_rounds.rounds, name="rounds"),
    path("rounds/open", views_rounds.rounds_open, name="rounds_open"),
    path("rounds/<int:key>", views_rounds.round_terms, name="round_terms"),
    path("rounds/<int:key>/change", views_rounds.round_change, name="round_change"),
    path("unlocks", views_unlocks.unlocks, name="unlocks"),
    path("unlocks/ask", views_unlocks.unlock_ask, name="unlock_ask"),
    path("unlocks/<int:key>/decide", views_unlocks.unlock_decide, name="unlock_decide"),
    path("indicators", views_indicators.indicators, name="indicators"),
]
