"""Routes that both desks have."""

from django.urls import path

from review_ui.accounts import log_in, organisation_views, passkey_views, views
from review_ui.ads.views import show_ad
from review_ui.audit.views import show_audit
from review_ui.languages import choose_language
from review_ui.pictures.views import compare_pictures, show_pictures
from review_ui.status.views import show_status

SHARED = [
    path("", views.start, name="start"),
    path("log-in/", log_in.log_in, name="log-in"),
    path("log-in/passkey/question/", passkey_views.passkey_question, name="passkey-question"),
    path("log-in/passkey/", passkey_views.passkey_answer, name="passkey-answer"),
    path("log-in/organisation/", organisation_views.organisation_log_in, name="organisation-log-in"),
    path("log-in/organisation/return/", organisation_views.organisation_return, name="organisation-return"),
    path("log-in/organisation/finish/", organisation_views.organisation_finish, name="organisation-finish"),
    path("log-out/", log_in.log_out, name="log-out"),
    path("language/", choose_language, name="choose-language"),
    path("account/", views.own_account, name="own-account"),
    path("account/code/", views.add_second_factor, name="second-factor"),
    path("account/passkeys/new/", passkey_views.new_passkey, name="new-passkey"),
    path("account/passkeys/", passkey_views.add_passkey, name="add-passkey"),
    path("account/passkeys/<uuid:passkey_id>/forget/", passkey_views.forget_passkey, name="forget-passkey"),
    path("accounts/", views.accounts, name="accounts"),
    path("accounts/<uuid:account_id>/", views.change_account, name="change-account"),
    path("status/", show_status, name="status"),
    path("audit/", show_audit, name="audit"),
    path("ads/<str:token>/", show_ad, name="ad"),
    path("ads/<str:token>/pictures/", show_pictures, name="ad-pictures"),
    path("ads/<str:token>/pictures/<str:pair>/", compare_pictures, name="compare-pictures"),
]

HANDLERS = ("review_ui.fault_pages.bad_request", "review_ui.fault_pages.not_found", "review_ui.fault_pages.broken")
