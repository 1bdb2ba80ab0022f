from __future__ import annotations

from django.db.models import TextChoices


class CatalogueTag(TextChoices):
    AREAS_LOAD = "catalogue.areas.load", "载入领域"
    NATIONAL_LOAD = "catalogue.national.load", "载入国家标准目录"
    CATALOGUE_CREATE = "catalogue.catalogue.create", "新建目录"
    UPLOAD_RECEIVE = "catalogue.upload.receive", "上传目录表格"
    UPLOAD_IMPORT = "catalogue.upload.import", "导入目录"


class Layer(TextChoices):
    """Whose catalogue it is; a lower layer refines the one above (S4-1)."""

    NATIONAL = "national", "国家"
    PROVINCE = "province", "省级"
    CITY = "city", "市级"
    COUNTY = "county", "县级"
    TOWNSHIP = "township", "乡级"
    VILLAGE = "village", "村级"


class DisclosureMethod(TextChoices):
    """公开方式."""

    PROACTIVE = "proactive", "主动公开"
    ON_REQUEST = "on_request", "依申请公开"
    BOTH = "both", "主动公开、依申请公开"


class UploadState(TextChoices):
    RECEIVED = "received", "待核对"
    IMPORTED = "imported", "已导入"
