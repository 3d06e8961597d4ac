"""Every address of the site, by slice. One word names view, address, template and test."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("guatu.console.worklist.urls")),
    path("", include("guatu.console.frame.urls")),
    path("people/", include("guatu.console.people.urls")),
    path("reporting/", include("guatu.console.reporting.urls")),
    path("monitor/", include("guatu.console.monitor.urls")),
    path("bulletins/", include("guatu.console.bulletins.urls")),
    path("plans/", include("guatu.console.plans.urls")),
    path("exchange/", include("guatu.console.exchange.urls")),
    path("api/", include("guatu.console.exchange.api_urls")),
    path("audit/", include("guatu.console.audit.urls")),
    path("jobs/", include("guatu.console.jobs.urls")),
]

handler400 = "guatu.console.frame.views.bad_request"
handler403 = "guatu.console.frame.views.forbidden"
handler404 = "guatu.console.frame.views.not_found"
handler500 = "guatu.console.frame.views.server_error"
