"""Addresses of the slice."""

from django.urls import URLPattern, path

from guatu.console.monitor import (
    views_alerts,
    views_history,
    views_ledgers,
    views_overview,
    views_ranking,
    views_runs,
    views_source,
    views_wall,
)

urlpatterns: list[URLPattern] = [
    path("runs", views_runs.runs, name="runs"),
    path("runs/start", views_runs.start_run, name="start_run"),
    path("runs/<int:key>", views_runs.run, name="run"),
    path("runs/<int:key>/changes", views_runs.run_changes, name="run_changes"),
    path("runs/<int:key>/differences", views_runs.track_differences, name="track_differences"),
    path("runs/<int:key>/papers/<slug:name>", views_runs.paper, name="paper"),
    path("runs/<int:key>/charts/<int:number>.svg", views_overview.chart, name="chart"),
    path("runs/<int:key>/source", views_source.source, name="source"),
    path("runs/<int:key>/printed/<slug:page>", views_ledgers.printed, name="printed"),
    path("runs/<int:key>/ranking.xlsx", views_ranking.ranking_workbook, name="ranking_workbook"),
    path("runs/<int:key>/wall", views_wall.wall_print, name="wall_print"),
    path("history", views_history.history, name="history"),
    path("history/take", views_history.take_history, name="take_history"),
    path("history/<int:key>", views_history.history_import, name="history_import"),
    path("overview", views_overview.overview, name="overview"),
    path("ledgers", views_ledgers.ledgers, name="ledgers"),
    path("ledgers/<slug:key>", views_ledgers.ledger, name="ledger"),
    path("alerts", views_alerts.alerts, name="alerts"),
    path("alerts/<int:key>", views_alerts.alert, name="alert"),
    path("alerts/<int:key>/confirm", views_alerts.confirm_alert, name="confirm_alert"),
    path("alerts/<int:key>/dismiss", views_alerts.dismiss_alert, name="dismiss_alert"),
    path("alerts/<int:key>/answer", views_alerts.answer_alert, name="answer_alert"),
    path("ranking", views_ranking.ranking, name="ranking"),
    path("wall", views_wall.wall, name="wall"),
]
