//! The two pools' books, and what was burnt for services.

use super::slow;
use sqlx::{AssertSqlSafe, Row};

#[tokio::test]
async fn the_book_of_the_funding_pool_adds_up_to_it_after_each_entry() {
    let database = slow(400, 31).await;
    let gaps = "select count(*) from (
        select funding_pool, sum(amount) over (order by height, event_index) as book
          from funding) f where book <> funding_pool";
    assert_eq!(database.value(gaps).await, "0");
    let causes = "select string_agg(distinct cause, ' ' order by cause) from funding";
    assert_eq!(
        database.value(causes).await,
        "credit donation entry_tribute exit_tribute grant hatch lapse_return revocation_return \
         wind_down"
    );
    let days = "select count(*) from (
        (select day_of(timestamp), cause, count(*), sum(amount) from funding group by 1, 2
         except select * from funding_by_day) union all
        (select * from funding_by_day except
         select day_of(timestamp), cause, count(*), sum(amount) from funding group by 1, 2)) x";
    assert_eq!(database.value(days).await, "0");
}

#[tokio::test]
async fn the_flows_of_all_days_add_up_to_the_reserve() {
    let database = slow(900, 31).await;
    let gaps = "select count(*) from flows f where reserve is distinct from
        (select s.reserve from pool_states s join blocks b using (height)
          where day_of(b.timestamp) <= f.day order by height desc, event_index desc limit 1)";
    assert_eq!(database.value(gaps).await, "0");
    // Every day from the first to that of the cursor is there, and the cursor's is the last.
    let days = "select count(*) = max(day) - min(day) + 1 and max(day) = day_of(now_at_cursor())
                  from flows";
    assert_eq!(database.value(days).await, "true");
    let moved = "select bool_or(gained_by_grants > 0) and bool_or(lost_by_redemptions > 0)
                    and bool_or(gained_by_mints > 0) and count(*) filter (where opened > 0) = 1
                    and bool_or(gained_by_closing > 0)
                   from flows";
    assert_eq!(database.value(moved).await, "true");
}

/// Average and slope of the regression line over the last numbers, in floating point.
fn trend(net: &[f64]) -> (f64, Option<f64>) {
    let n = net.len() as f64;
    let (mean_x, mean_y) = ((n - 1.0) / 2.0, net.iter().sum::<f64>() / n);
    let (mut over, mut under) = (0.0, 0.0);
    for (x, y) in net.iter().enumerate() {
        over += (x as f64 - mean_x) * (y - mean_y);
        under += (x as f64 - mean_x).powi(2);
    }
    (mean_y, (under > 0.0).then(|| over / under))
}

#[tokio::test]
async fn averages_and_trend_are_those_of_the_days_before() {
    // 50 days: more than any average reaches back.
    let database = slow(600, 100).await;
    let rows = sqlx::query(
        "select net::float8 as net, average_7d::float8 as week, average_30d::float8 as month,
                trend::float8 as trend from flows order by day",
    )
    .fetch_all(&mut database.connect().await)
    .await
    .unwrap();
    assert!(rows.len() > 45);
    let net: Vec<f64> = rows.iter().map(|row| row.get("net")).collect();
    let near = |a: f64, b: f64| (a - b).abs() <= 1.0;
    for (day, row) in rows.iter().enumerate() {
        let (week, _) = trend(&net[(day + 1).saturating_sub(7)..=day]);
        let (month, slope) = trend(&net[(day + 1).saturating_sub(30)..=day]);
        assert!(near(row.get("week"), week) && near(row.get("month"), month), "{day}");
        let stored: Option<f64> = row.get("trend");
        assert!(stored.zip(slope).is_none_or(|(a, b)| near(a, b)), "{day}");
        assert_eq!(stored.is_some(), day > 0);
    }
}

#[tokio::test]
async fn days_and_steps_are_those_of_utc_whatever_the_time_zone_of_the_session() {
    let database = slow(200, 40).await;
    let days = "select (select jsonb_agg(f order by day) from flows f)
                    || (select jsonb_agg(extract(epoch from start) order by start) from candles_1d)";
    let mut connection = database.connect().await;
    let mut told = Vec::new();
    for zone in ["UTC", "Pacific/Auckland", "America/Los_Angeles"] {
        let set = format!("set timezone = '{zone}'");
        sqlx::raw_sql(AssertSqlSafe(set)).execute(&mut connection).await.unwrap();
        let days: serde_json::Value =
            sqlx::query_scalar(days).fetch_one(&mut connection).await.unwrap();
        told.push(days);
        let steps = "select step_start(86400, '2026-03-29 23:30:00+00')
                            = '2026-03-29 00:00:00+00'::timestamptz
                        and day_of('2026-03-29 23:30:00+00') = '2026-03-29'
                        and day_of('2026-03-30 00:30:00+00') = '2026-03-30'";
        let right: bool = sqlx::query_scalar(steps).fetch_one(&mut connection).await.unwrap();
        assert!(right, "{zone}");
    }
    assert!(told.iter().all(|days| *days == told[0]));
}

#[tokio::test]
async fn burns_are_added_up_for_each_service_and_day() {
    let database = slow(600, 31).await;
    for (relation, burns) in [
        (
            "table service_burns",
            "select service, count(*), sum(amount), min(height), max(height)
               from burns group by service",
        ),
        (
            "table service_burns_by_day",
            "select service, day_of(timestamp), count(*), sum(amount)
               from burns join blocks using (height) group by 1, 2",
        ),
    ] {
        let unequal = format!(
            "select count(*) from (({relation} except {burns}) union all ({burns} except {relation})) x"
        );
        assert_eq!(database.value(&unequal).await, "0", "{relation}");
        let some = format!("select count(*) > 3 from ({relation}) x");
        assert_eq!(database.value(&some).await, "true");
    }
}
