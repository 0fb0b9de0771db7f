//! In: nothing. Out: one sound catalogue that fills every field of the format, as JSON.

use serde_json::{Value, json};

/// A catalogue in which no field is left out.
pub fn full_catalogue() -> Value {
    json!({
        "zone": {
            "id": "z", "name": "示例区", "name_en": "Sample Zone", "bureau": "bureau", "committee": "committee",
            "partner": "econ",
        },
        "parties": [
            {"id": "bureau", "name": "行政审批局", "name_en": "Bureau", "kind": "bureau", "code": "91350100M000100Y43"},
            {"id": "committee", "name": "管委会", "kind": "committee"},
            {"id": "econ", "name": "经济发展部", "kind": "department"},
            {"id": "market", "name": "市场监督管理部", "kind": "department",
             "succeeded_by": {"party": "econ", "on": "2023-01-01"}},
            {"id": "city", "name": "市生态环境局", "kind": "municipal"},
        ],
        "matters": [
            {
                "id": "M-01", "name": "食品经营许可", "name_en": "Food licence", "codes": ["511Z07001006"], "type": "1",
                "level": "zone", "original": "market", "governed_from": "2021-01-01",
                "supervising": [{"party": "market", "from": "2021-01-01", "to": "2025-12-31"}],
                "platform": [{"capable": true, "from": "2021-01-01", "to": "2025-12-31", "source": "清单"}],
                "reassigned": [{"on": "2020-01-01", "to": "econ", "instrument": "1号"}],
                "transfers": [{"kind": "transfer", "effective": "2022-01-01", "decided_by": "committee",
                               "instrument": "示例管发〔2021〕1号", "scope": "whole", "pending": "by_day_of_act",
                               "recorded": "2021-12-20"}],
                "observed": [{"on": "2022-02-01", "handled_by": "bureau", "source": "清单"}],
            },
            {"id": "M-02", "name": "排污许可", "original": "city"},
        ],
        "persons": [{"id": "p1", "name": "张三", "roles": [
            {"role": "pusher", "party": "bureau", "project": "X", "from": "2021-01-01", "to": "2025-12-31"},
        ]}],
        "projects": [{"id": "X", "name": "厂房", "year": 2022, "key": true, "responsible": "econ", "unit": "开发公司",
                      "manager": "p1", "procedures": {"from": "2022-01-01", "to": "2022-12-31"}}],
        "packages": [{"id": "P1", "name": "开办餐馆", "matters": ["M-01", "M-99"]}],
    })
}
