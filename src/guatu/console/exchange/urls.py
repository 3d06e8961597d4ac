"""Addresses of the exchange."""

from django.urls import path

from guatu.console.exchange import views

urlpatterns = [
    path("tokens", views.tokens, name="tokens"),
    path("tokens/<int:key>/end", views.token_end, name="token_end"),
    path("webhooks", views.webhooks, name="webhooks"),
    path("webhooks/<int:key>/end", views.webhook_end, name="webhook_end"),
    path("packages", views.packages, name="packages"),
    path("packages/make", views.package_make, name="package_make"),
    path("packages/take", views.package_take, name="package_take"),
    path("packages/<int:key>/file", views.package_file, name="package_file"),
    path("packages/<int:key>/receipt", views.package_receipt, name="package_receipt"),
    path("peers/add", views.peer_add, name="peer_add"),
    path("peers/<int:key>/end", views.peer_end, name="peer_end"),
]
