//! Which blocks belong to a time.

use crate::infra::storage::Moment;
use time::OffsetDateTime;

impl Moment {
    /// The heights of the first and the last block between two times, both included. The time of
    /// blocks never goes back, so these are all in between.
    pub async fn heights(
        &mut self,
        from: Option<OffsetDateTime>,
        to: Option<OffsetDateTime>,
    ) -> Result<(Option<i64>, Option<i64>), sqlx::Error> {
        let (mut first, mut last) = (None, None);
        if let Some(from) = from {
            let height = sqlx::query_scalar!(
                "select height from blocks where timestamp >= $1 order by timestamp, height limit 1",
                from
            );
            // After the last block: there is nothing.
            first = Some(height.fetch_optional(self.db()).await?.unwrap_or(i64::MAX));
        }
        if let Some(to) = to {
            let height = sqlx::query_scalar!(
                "select height from blocks where timestamp <= $1
                  order by timestamp desc, height desc limit 1",
                to
            );
            last = Some(height.fetch_optional(self.db()).await?.unwrap_or(-1));
        }
        Ok((first, last))
    }
}
