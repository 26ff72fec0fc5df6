//! The cast: people of the demo city, under the names that stories call them.

use shared::{
    forms::Path,
    ids::CommandId,
    time::Timestamp,
    workflow::{Act, Args, Command, RULES},
};

use crate::tablet::now;

/// The password of everybody in the demo city.
pub const PASSWORD: &str = "liandong-demo";

/// The enterprise in Tong'an whose case Li and Wang work on together; assistance is under way, nothing is closed.
pub const SHARED: &str = "示例企业14";
/// An enterprise in Haicang whose case belongs to Cai's group.
pub const CAIS: &str = "示例企业17";
/// The demo city's number of cases: one for each enterprise.
pub const CASES: usize = 24;

/// A person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// An officer of the municipal bureau.
    City,
    /// An officer of Siming's bureau.
    Siming,
    /// An officer of Huli's bureau.
    Huli,
    /// An officer of Jimei's bureau.
    Jimei,
    /// An officer of Haicang's bureau.
    Haicang,
    /// An officer of Tong'an's bureau.
    Tongan,
    /// An officer of Xiang'an's bureau.
    Xiangan,
    /// Somebody of the organising unit.
    Unit,
    /// 李慎行, expert.
    Li,
    /// 王静仪, expert of the same group.
    Wang,
    /// 蔡国梁, expert of another group.
    Cai,
    /// Somebody of the enterprise with this number.
    Enterprise(u8),
}

impl Who {
    /// The officers of the six districts.
    pub const DISTRICTS: [Who; 6] = [Who::Siming, Who::Huli, Who::Jimei, Who::Haicang, Who::Tongan, Who::Xiangan];

    /// The name with which they sign in.
    #[must_use]
    pub fn login(self) -> String {
        match self {
            Who::City => "shiju".into(),
            Who::Siming => "siming".into(),
            Who::Huli => "huli".into(),
            Who::Jimei => "jimei".into(),
            Who::Haicang => "haicang".into(),
            Who::Tongan => "tongan".into(),
            Who::Xiangan => "xiangan".into(),
            Who::Unit => "danwei".into(),
            Who::Li => "zhuanjia1".into(),
            Who::Wang => "zhuanjia2".into(),
            Who::Cai => "zhuanjia3".into(),
            Who::Enterprise(number) => format!("qiye{number:02}"),
        }
    }
}

/// The path of a field.
#[must_use]
pub fn path(field: &str) -> Path {
    Path::of_steps(&[field.to_owned()])
}

/// The wish for an act that names a paper and a reason.
#[must_use]
pub fn wish(id: u8, act: Act) -> Command {
    wish_with(id, act, Args::default().with("number", "示例-001").with("reason", "经复检，原检验结论不成立"))
}

/// The wish for an act, with what it is told.
#[must_use]
pub fn wish_with(id: u8, act: Act, args: Args) -> Command {
    let now: Timestamp = now();
    Command { id: CommandId([id; 16]), act, on: now.day(), args, heads: Vec::new(), rules: RULES }
}
