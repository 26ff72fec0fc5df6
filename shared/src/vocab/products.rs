//! The vocabularies of enterprises and products (1, 3.1, 7.4).

use super::vocabulary;

vocabulary! {
    /// 经营主体 (1): producer, seller or both.
    enterprise_kind: EnterpriseKind {
        /// 生产者.
        Producer = "producer",
        /// 销售者.
        Seller = "seller",
    }
}

vocabulary! {
    /// Whether a product is an industrial product (3.1, G01).
    product_category: ProductCategory {
        /// 工业产品.
        Industrial = "industrial",
        /// 边界产品.
        Borderline = "borderline",
        /// 食品.
        Food = "food",
        /// 药品.
        Drug = "drug",
        /// 特种设备.
        SpecialEquipment = "special_equipment",
        /// 有特殊法管理的产品.
        SpecialLaw = "special_law",
    }
}

vocabulary! {
    /// 产品类型 (7.2.2.1), grouped as national spot checks group them.
    product_class: ProductClass {
        /// 电子电器.
        Electronics = "electronics",
        /// 日用及纺织品.
        Textiles = "textiles",
        /// 轻工产品.
        LightIndustry = "light_industry",
        /// 建筑和装饰装修材料.
        Building = "building",
        /// 农业生产资料.
        Farming = "farming",
        /// 机械及安防.
        Machinery = "machinery",
        /// 电工及材料.
        Electrical = "electrical",
        /// 交通用具及相关产品.
        Vehicles = "vehicles",
        /// 儿童用品.
        Children = "children",
        /// 眼镜产品.
        Eyewear = "eyewear",
        /// 防护用品.
        Protection = "protection",
        /// 食品相关产品.
        FoodContact = "food_contact",
        /// 危险化学品及包装.
        Hazardous = "hazardous",
        /// 其他.
        Other = "other",
    }
}

vocabulary! {
    /// How closely a key product is watched (7.4 ¶3).
    catalogue_level: CatalogueLevel {
        /// 高风险.
        High = "high",
        /// 中风险.
        Medium = "medium",
        /// 低风险.
        Low = "low",
    }
}

vocabulary! {
    /// 监管方式 of a key product (7.4 ¶3).
    supervision_mode: SupervisionMode {
        /// 监督抽查.
        SpotCheck = "spot_check",
        /// 风险监测.
        RiskMonitoring = "risk_monitoring",
        /// 现场检查.
        SiteInspection = "site_inspection",
        /// 专项整治.
        SpecialCampaign = "special_campaign",
        /// 生产许可证后监管.
        AfterLicensing = "after_licensing",
        /// 质量技术帮扶.
        Assistance = "assistance",
    }
}
