"""Headings and values that the lists of other offices and programs write.

Collected from the application forms and rosters of the award-subsidy programme;
a column's key and its headings in the program's languages need not stand here.
"""

from __future__ import annotations

OF_RECIPIENTS: dict[str, tuple[str, ...]] = {
    "file_number": (
        "档案号",
        "档案编号",
        "编号",
        "个案号",
        "檔案號",
        "檔案編號",
        "編號",
        "File number",
    ),
    "name": ("申请人", "申请人姓名", "本人姓名", "對象姓名", "申請人", "Full name"),
    "sex": ("男女", "Gender"),
    "birth_date": ("出生年月日", "出生年月", "生日", "Date of birth", "Born"),
    "id_number": (
        *("身份证", "身份证号", "身份号码", "公民身份号码", "居民身份证号码", "证件号码"),
        *("身份證", "身份證號", "身份號碼", "公民身份號碼", "居民身份證號碼", "證件號碼"),
        *("ID no.", "ID card", "ID card number"),
    ),
    "unit": (
        *("村", "村别", "村名", "村居", "村(居)", "村(社区)", "所在村", "行政村"),
        *("所属单位", "村居名称"),
        *("村(社區)", "所屬單位", "Village", "Village or community"),
    ),
    "state": ("奖扶状态", "獎扶狀態"),
    "category": ("对象类别", "家庭类别", "對象類別", "家庭類別"),
    "registration": (
        *("户籍", "户籍性质", "户籍类型", "户口", "户口类型", "户口类别"),
        *("戶籍", "戶籍性質", "戶籍類型", "戶口", "戶口類型", "戶口類別", "Household registration"),
    ),
    "spouse_registration": ("配偶户籍", "配偶户口", "配偶戶籍", "配偶戶口"),
    "children_born": ("曾生育子女", "生育子女数", "曾生子女数", "生育子女數"),
    "children_living": ("现有子女数", "存活子女数", "現有子女數", "存活子女數"),
    "marital_state": ("婚姻", "婚姻状态", "婚姻狀態", "Marital status"),
    "bank": ("银行", "开户行", "代发银行", "銀行", "開戶行", "代發銀行"),
    "account": (
        *("银行账号", "账户", "帐号", "卡号", "银行卡号", "存折账号"),
        *("銀行帳號", "賬號", "帳戶", "卡號", "存摺帳號", "Account number", "Bank account"),
    ),
    "phone": (
        *("联系电话", "电话号码", "手机", "手机号", "手机号码"),
        *("聯繫電話", "聯絡電話", "電話號碼", "手機", "手機號碼", "Telephone", "Mobile"),
    ),
    "paid_from": ("开始奖扶年度", "开始年度", "享受年度", "開始獎扶年度", "Paid since"),
    "exit_reason": ("退出原因",),
    "notes": ("说明", "附注", "說明", "Remarks"),
}

REGISTRATIONS_CALLED = {
    "农业": "agricultural",
    "農業": "agricultural",
    "农村": "agricultural",
    "农业家庭户": "agricultural",
    "农业户": "agricultural",
    "非农业": "non_agricultural",
    "非農業": "non_agricultural",
    "非农": "non_agricultural",
    "非农业家庭户": "non_agricultural",
    "界定为农村居民户口": "deemed_rural",
    "界定为农村居民": "deemed_rural",
}
CATEGORIES_CALLED = {
    "独女": "one_child",
    "独女户": "one_child",
    "独男": "one_child",
    "独生子": "one_child",
    "独生女": "one_child",
    "独子": "one_child",
    "一孩": "one_child",
    "獨女戶": "one_child",
    "双女": "two_daughters",
    "两女": "two_daughters",
    "二女": "two_daughters",
    "两女户": "two_daughters",
    "雙女": "two_daughters",
    "子女死亡": "child_deceased",
    "子女死亡现无子女": "child_deceased",
}
MARITAL_STATES_CALLED = {
    "丧偶": "widowed",
    "離異": "divorced",
    "离异": "divorced",
}
