//! What a learner's log says about memory, time and confidence: numbers for charts, each from the log alone.

mod baselines;
mod prediction;
mod review;
mod share;

pub use baselines::{constant, sm2};
pub use prediction::{Bin, Prediction, bins, log_loss, predictions};
pub use review::{Before, Logged, Reviewed, reviewed};
pub use share::{Calibration, DayCount, MATURE_DAYS, Retention, Share, by_day, calibration, retention};
