"""Addresses of the matrix, the lists of powers, the sorting and the negative list."""

from __future__ import annotations

from django.urls import path, re_path

from gongkai.edges.workbench.views import matrix, negative_list, power_uploads, powers, sorting, sorting_steps

_ENDING = r"(?P<ending>xlsx|csv)"

list_urls = [
    path("matrix/", matrix.matrix, name="matrix"),
    re_path(rf"^matrix/(?P<division_id>\d{{1,18}})/matrix\.{_ENDING}$", matrix.export, name="matrix_export"),
    path("matrix/<int:division_id>/fill/", matrix.fill, name="matrix_fill"),
    path("matrix/<int:division_id>/fill/chosen/", matrix.fill_chosen, name="matrix_fill_chosen"),
    path("matrix/<int:division_id>/areas/<slug:code>/", matrix.area, name="matrix_area"),
    path("matrix/assignments/<int:assignment_id>/end/", matrix.end, name="matrix_end"),
    path("powers/", powers.powers, name="powers"),
    re_path(rf"^powers/powers\.{_ENDING}$", powers.export, name="powers_export"),
    path("powers/new/", powers.create, name="power_new"),
    path("powers/upload/", power_uploads.receive, name="power_upload_new"),
    path("powers/uploads/<int:upload_id>/", power_uploads.upload, name="power_upload"),
    path("powers/uploads/<int:upload_id>/problems.csv", power_uploads.problems, name="power_upload_problems"),
    path("powers/<int:power_id>/", powers.power, name="power"),
    path("powers/<int:power_id>/<slug:name>/", powers.change, name="power_change"),
    path("sorting/", sorting.overview, name="sorting_overview"),
    path("sorting/sorted.xlsx", sorting.export, name="sorting_export"),
    path("sorting/<int:power_id>/", sorting.sorting, name="sorting"),
    path("sorting/<int:power_id>/decide/", sorting_steps.decide, name="sorting_decide"),
    path("sorting/<int:power_id>/reopen/", sorting_steps.reopen, name="sorting_reopen"),
    path("sorting/<int:power_id>/links/", sorting_steps.add_link, name="sorting_link_new"),
    path("sorting/<int:power_id>/<slug:name>/", sorting_steps.step, name="sorting_step"),
    path("sorting/links/<int:link_id>/<slug:name>/", sorting_steps.change_link, name="sorting_link"),
    path("sorting/information/<int:information_id>/", sorting.save, name="sorting_save"),
    path("sorting/information/<int:information_id>/remove/", sorting_steps.remove, name="sorting_remove"),
    path("negative-list/", negative_list.negative_list, name="negative_list"),
    path("negative-list/negative-list.csv", negative_list.export, name="negative_export"),
    path("negative-list/new/", negative_list.create, name="negative_new"),
    path("negative-list/<int:entry_id>/", negative_list.entry, name="negative_entry"),
    path("negative-list/<int:entry_id>/<slug:name>/", negative_list.change, name="negative_change"),
]
