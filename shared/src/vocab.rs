//! Controlled vocabularies of the standard (V1, V9, V11 …) as enums. The code of a value is one word on disk, on the
//! wire and in the locale files (`<vocabulary>.<code>`); a value without words in both languages does not build.

use crate::words::Key;

/// A vocabulary as tables see it: codes and their words, in the standard's order.
#[derive(Debug)]
pub struct Vocabulary {
    /// Each value's code with its words.
    pub values: &'static [(&'static str, Key)],
}

impl Vocabulary {
    /// The words of a code, if it is one of ours.
    #[must_use]
    pub fn words(&self, code: &str) -> Option<Key> {
        self.values.iter().find(|(name, _)| *name == code).map(|(_, key)| *key)
    }
}

/// Reads a code from any format.
pub(crate) struct CodeOf<T>(pub(crate) fn(&str) -> Option<T>);

impl<T> serde::de::Visitor<'_> for CodeOf<T> {
    type Value = T;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a code of the vocabulary")
    }

    fn visit_str<E: serde::de::Error>(self, code: &str) -> Result<T, E> {
        self.0(code).ok_or_else(|| E::custom("no code of the vocabulary"))
    }
}

/// Declares an enum whose codes, words, `ALL` and serde form come from one list. With `else Unknown`, a code that this
/// version does not know is read as that value instead of being an error.
macro_rules! vocabulary {
    ($(#[$doc:meta])* $prefix:ident: $name:ident { $($(#[$value_doc:meta])* $value:ident = $code:literal,)+ } $(else $unknown:ident)?) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$value_doc])* $value,)+ }

        impl $name {
            /// Every value, in the standard's order.
            pub const ALL: &'static [Self] = &[$(Self::$value),+];

            /// The codes and words as a table.
            pub const VOCABULARY: $crate::vocab::Vocabulary = $crate::vocab::Vocabulary {
                values: &[$(($code, $crate::key!(stringify!($prefix), ".", $code))),+],
            };

            /// The code on disk and wire.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$value => $code),+ }
            }

            /// The value of a code.
            #[must_use]
            pub fn of_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$value),)+ _ => None }
            }

            /// The words for people.
            #[must_use]
            pub const fn words(self) -> $crate::words::Key {
                match self { $(Self::$value => $crate::key!(stringify!($prefix), ".", $code)),+ }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.code())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_str($crate::vocab::CodeOf(|code| Self::of_code(code)$(.or(Some(Self::$unknown)))?))
            }
        }
    };
}
pub(crate) use vocabulary;

vocabulary! {
    /// V1 发现来源 (3.2).
    source: Source {
        /// 监督抽查.
        SpotCheck = "spot_check",
        /// 生产许可.
        Licensing = "licensing",
        /// 风险监测.
        RiskMonitoring = "risk_monitoring",
        /// 现场检查.
        SiteInspection = "site_inspection",
        /// 专项整治.
        SpecialCampaign = "special_campaign",
        /// 其他.
        Other = "other",
    }
}

vocabulary! {
    /// 抽查类别 (form G-1): who ordered the spot check.
    level: InspectionLevel {
        /// 国抽.
        National = "national",
        /// 省抽.
        Provincial = "provincial",
        /// 市抽.
        Municipal = "municipal",
        /// 区抽.
        District = "district",
    }
}

vocabulary! {
    /// V11 the six factors 人机料法环测 (7.2.3.2.1).
    factor: Factor {
        /// 人员.
        Man = "man",
        /// 机器、设备.
        Machine = "machine",
        /// 物料.
        Material = "material",
        /// 方法.
        Method = "method",
        /// 环境.
        Environment = "environment",
        /// 测量.
        Measurement = "measurement",
    }
}

vocabulary! {
    /// How a factor block of Annex B ends (B.f.*).
    conclusion: FactorConclusion {
        /// 存在问题.
        Problem = "problem",
        /// 未发现问题.
        NoProblem = "no_problem",
        /// 不适用.
        NotApplicable = "not_applicable",
    }
}

vocabulary! {
    /// V9 the five stages of product realisation (7.2.3.2.1).
    realisation: RealisationStage {
        /// 设计开发.
        Design = "design",
        /// 供应链管理.
        Supply = "supply",
        /// 生产过程.
        Production = "production",
        /// 品质管理.
        Quality = "quality",
        /// 售后服务.
        Service = "service",
    }
}

vocabulary! {
    /// How sure a cause is (R-7.2.3.2.1-5).
    cause_status: CauseStatus {
        /// 待查.
        Open = "open",
        /// 可能.
        Possible = "possible",
        /// 已确认.
        Confirmed = "confirmed",
        /// 已排除.
        Excluded = "excluded",
    }
}

vocabulary! {
    /// The two boxes of Annex C, sections 一 to 四.
    progress: Progress {
        /// 已完成.
        Done = "done",
        /// 待改进.
        ToImprove = "to_improve",
    }
}
