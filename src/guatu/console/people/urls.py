"""Addresses of the slice."""

from django.urls import path, re_path

from guatu.console.people import (
    views_accounts,
    views_my_account,
    views_posts,
    views_second_factor,
    views_signing,
    views_units,
)

urlpatterns = [
    path("sign-in", views_signing.sign_in, name="sign_in"),
    path("sign-out", views_signing.sign_out, name="sign_out"),
    path("single-sign-on", views_signing.single_sign_on, name="single_sign_on"),
    path("single-sign-on/return", views_signing.single_sign_on_return, name="single_sign_on_return"),
    path("change-password", views_signing.change_password, name="change_password"),
    path("language", views_signing.choose_language, name="choose_language"),
    path("second-factor", views_second_factor.second_factor, name="second_factor"),
    path("second-factor/enrol", views_second_factor.enrol_second_factor, name="enrol_second_factor"),
    path("second-factor/image.svg", views_second_factor.second_factor_image, name="second_factor_image"),
    path("my-account", views_my_account.my_account, name="my_account"),
    path("my-account/sessions/<int:key>/end", views_my_account.end_my_session, name="end_my_session"),
    path("my-account/sessions/end-others", views_my_account.end_other_sessions, name="end_other_sessions"),
    path("units", views_units.units, name="units"),
    re_path(r"^units/(?P<what>place|agency)/new$", views_units.new_unit, name="new_unit"),
    re_path(r"^units/(?P<what>place|agency)/code/(?P<code>[^/]{1,40})$", views_units.unit, name="unit"),
    re_path(
        r"^units/(?P<what>place|agency)/code/(?P<code>[^/]{1,40})/(?P<act>[a-z]{1,10})$",
        views_units.change_unit,
        name="change_unit",
    ),
    path("units/agency/phone/<str:code>", views_units.agency_phone, name="agency_phone"),
    path("accounts", views_accounts.accounts, name="accounts"),
    path("accounts/new", views_accounts.new_account, name="new_account"),
    path("accounts/import", views_accounts.import_accounts, name="import_accounts"),
    path("accounts/import/template.csv", views_accounts.accounts_template, name="accounts_template"),
    path("accounts/<int:key>", views_accounts.account, name="account"),
    path("accounts/<int:key>/stop", views_accounts.stop_this_account, name="stop_this_account"),
    path("accounts/<int:key>/reopen", views_accounts.reopen_this_account, name="reopen_this_account"),
    path("accounts/<int:key>/password", views_accounts.reset_this_password, name="reset_this_password"),
    path("accounts/<int:key>/second-factor", views_accounts.reset_this_second_factor, name="reset_this_second_factor"),
    path("accounts/<int:key>/unlock", views_accounts.unlock_this_account, name="unlock_this_account"),
    path("posts", views_posts.posts, name="posts"),
    path("posts/grant", views_posts.grant, name="grant"),
    path("posts/<int:key>/end", views_posts.end_this_post, name="end_this_post"),
    path("locks", views_posts.locks, name="locks"),
    path("locks/unlock", views_posts.unlock, name="unlock"),
    path("delegations", views_posts.delegations, name="delegations"),
    path("delegations/<int:key>/end", views_posts.end_delegation, name="end_delegation"),
]
