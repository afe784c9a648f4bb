//! What all figures have in common: size, colours, axes, legend.

use anyhow::{Result, anyhow};
use plotters::prelude::*;
use std::ops::Range;

/// A place for the legend.
pub(crate) use plotters::chart::SeriesLabelPosition as Corner;

/// Colours that are told apart by people who see few of them, and in print.
const COLOURS: [RGBColor; 5] = [
    RGBColor(0, 95, 115),
    RGBColor(202, 103, 2),
    RGBColor(148, 33, 106),
    RGBColor(76, 120, 30),
    RGBColor(90, 90, 90),
];

/// A line and its name in the legend.
pub(crate) struct Line {
    pub(crate) name: String,
    pub(crate) points: Vec<(f64, f64)>,
}

/// A figure of lines.
pub(crate) struct Chart {
    pub(crate) title: &'static str,
    pub(crate) x: (&'static str, Range<f64>),
    pub(crate) y: (&'static str, Range<f64>),
    pub(crate) lines: Vec<Line>,
    /// Where no line is.
    pub(crate) legend: Corner,
}

impl Chart {
    /// The figure as SVG.
    pub(crate) fn draw(self) -> Result<String> {
        let mut svg = String::new();
        self.paint(&mut svg).map_err(|error| anyhow!("{}: {error}", self.title))?;
        Ok(svg)
    }

    fn paint(&self, svg: &mut String) -> Result<(), Box<dyn std::error::Error>> {
        let root = SVGBackend::with_string(svg, (760, 420)).into_drawing_area();
        root.fill(&WHITE)?;
        let mut chart = ChartBuilder::on(&root)
            .caption(self.title, ("sans-serif", 20))
            .margin(14)
            .x_label_area_size(46)
            .y_label_area_size(64)
            .build_cartesian_2d(self.x.1.clone(), self.y.1.clone())?;
        chart
            .configure_mesh()
            .x_desc(self.x.0)
            .y_desc(self.y.0)
            .axis_desc_style(("sans-serif", 15))
            .label_style(("sans-serif", 14))
            .x_label_formatter(&|x| format!("{x}"))
            .y_label_formatter(&|y| format!("{y}"))
            .x_labels(8)
            .y_labels(8)
            .max_light_lines(1)
            .light_line_style(TRANSPARENT)
            .bold_line_style(BLACK.mix(0.12))
            .draw()?;
        for (line, colour) in self.lines.iter().zip(COLOURS.iter().cycle()) {
            let style = colour.stroke_width(2);
            // Only what is inside: a line that leaves the figure is cut, not drawn over its frame.
            let inside = line.points.iter().copied().filter(|(_, y)| *y <= self.y.1.end);
            chart
                .draw_series(LineSeries::new(inside, style))?
                .label(line.name.as_str())
                .legend(move |(x, y)| PathElement::new([(x, y), (x + 18, y)], style));
        }
        chart
            .configure_series_labels()
            .position(self.legend.clone())
            .background_style(WHITE.mix(0.85))
            .border_style(BLACK.mix(0.2))
            .label_font(("sans-serif", 15))
            .draw()?;
        root.present()?;
        Ok(())
    }
}

/// `steps + 1` whole numbers from `from` to `to`, evenly spaced.
pub(crate) fn spread(from: u64, to: u64, steps: u64) -> impl Iterator<Item = u64> {
    (0..=steps).map(move |step| from + (to - from) * step / steps)
}
