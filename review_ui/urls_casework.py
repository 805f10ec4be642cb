"""Routes of the ad desks."""

from django.urls import path

from review_ui.clusters import views as cluster_views
from review_ui.investigations import decision_views, judgement_views, referral_views, views, watch_views
from review_ui.quarantine.views import decide_quarantine, list_quarantine
from review_ui.review import views as review_views
from review_ui.search.identifier import show_identifier
from review_ui.search.views import search_page
from review_ui.urls_shared import HANDLERS, SHARED

urlpatterns = [
    *SHARED,
    path("search/", search_page, name="search"),
    path("identifiers/<str:token>/", show_identifier, name="identifier"),
    path("identifiers/<str:token>/label/", decision_views.label_key, name="label-key"),
    path("decisions/", decision_views.list_decisions, name="decisions"),
    path("clusters/", cluster_views.list_clusters, name="clusters"),
    path("clusters/<str:token>/", cluster_views.show_cluster, name="cluster"),
    path("clusters/<str:token>/judge/", judgement_views.judge, name="judge"),
    path("review/", review_views.review_next, name="review"),
    path("review/undo/", review_views.undo, name="undo-review"),
    path("review/skip/", review_views.skip, name="skip-review"),
    path("review/<str:token>/", review_views.answer, name="answer-review"),
    path("investigations/", views.list_investigations, name="investigations"),
    path("investigations/reason/", views.choose_reason, name="choose-reason"),
    path("investigations/<uuid:investigation_id>/", views.show_investigation, name="investigation"),
    path("investigations/keep/<str:token>/", views.keep_ad, name="keep-ad"),
    path("referrals/", referral_views.list_referrals, name="referrals"),
    path("referrals/<uuid:referral_id>/", referral_views.show_referral, name="referral"),
    path("quarantine/", list_quarantine, name="quarantine"),
    path("quarantine/<str:task_id>/", decide_quarantine, name="decide-quarantine"),
    path("watches/", watch_views.list_watches, name="watches"),
    path("watches/search/", watch_views.add_search_watch, name="watch-search"),
    path("watches/add/<str:token>/", watch_views.add_watch, name="add-watch"),
    path("watches/<uuid:watch_id>/end/", watch_views.end_watch, name="end-watch"),
]
handler400, handler404, handler500 = HANDLERS
