use core::{cmp::Ordering, fmt, str::FromStr};

use crate::{Error, U256, wide::Wide};

/// The most decimals that a number may be given or written with exactly.
const MOST_DECIMALS: u32 = 60;

/// The decimals of a number that has no end: those of base units.
const DECIMALS: u32 = 18;

/// A number of hours, pieces or units of value, zero or more: an exact fraction.
///
/// Quantities are given as decimals, and a share of one is seldom one: a third of what was made is
/// delivered, of a bag that three paid for. So nothing is rounded on the way.
///
/// ```
/// use weir_accounting::Fraction;
/// let hours: Fraction = "0.25".parse()?;
/// assert_eq!(hours.times(&"150".parse()?)?.to_string(), "37.5");
/// let third = Fraction::from(10u64).over(&Fraction::from(3u64))?;
/// assert_eq!(third.to_string(), "3.333333333333333333");
/// assert_eq!(third.times(&Fraction::from(3u64))?, Fraction::from(10u64));
/// # Ok::<(), weir_accounting::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fraction {
    /// Without a common factor with the denominator.
    numerator: Wide,
    /// Not zero.
    denominator: Wide,
}

impl Fraction {
    /// Nothing.
    #[must_use]
    pub fn zero() -> Self {
        Self::from(0u64)
    }

    /// The same number in lowest terms.
    fn reduced(numerator: Wide, denominator: Wide) -> Result<Self, Error> {
        if denominator.is_zero() {
            return Err(Error::ZeroQuantity);
        }
        let one = Wide::from(1);
        let common = common_factor(numerator, denominator)?;
        Ok(Self {
            numerator: numerator.times_over(&one, &common)?,
            denominator: denominator.times_over(&one, &common)?,
        })
    }

    /// Says whether the number is zero.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.numerator.is_zero()
    }

    /// Adds. Exact.
    ///
    /// # Errors
    /// [`Error::Overflow`] if numerator or denominator exceeds 512 bits.
    pub fn plus(&self, other: &Self) -> Result<Self, Error> {
        let common = common_factor(self.denominator, other.denominator)?;
        let one = Wide::from(1);
        let scale = other.denominator.times_over(&one, &common)?;
        let other_scale = self.denominator.times_over(&one, &common)?;
        let numerator =
            self.numerator.times(&scale)?.plus(&other.numerator.times(&other_scale)?)?;
        Self::reduced(numerator, self.denominator.times(&scale)?)
    }

    /// Multiplies. Exact.
    ///
    /// # Errors
    /// [`Error::Overflow`] if numerator or denominator exceeds 512 bits.
    pub fn times(&self, other: &Self) -> Result<Self, Error> {
        // Across first, so that the products are in lowest terms and as small as can be.
        let first = Self::reduced(self.numerator, other.denominator)?;
        let second = Self::reduced(other.numerator, self.denominator)?;
        Ok(Self {
            numerator: first.numerator.times(&second.numerator)?,
            denominator: first.denominator.times(&second.denominator)?,
        })
    }

    /// Divides. Exact.
    ///
    /// # Errors
    /// [`Error::ZeroQuantity`] if the other number is zero; [`Error::Overflow`] if numerator or
    /// denominator exceeds 512 bits.
    pub fn over(&self, other: &Self) -> Result<Self, Error> {
        if other.is_zero() {
            return Err(Error::ZeroQuantity);
        }
        self.times(&Self { numerator: other.denominator, denominator: other.numerator })
    }

    /// Returns the smaller number.
    #[must_use]
    pub fn least(self, other: Self) -> Self {
        if other < self { other } else { self }
    }

    /// Rounds up to whole hundredths.
    ///
    /// # Errors
    /// [`Error::Overflow`] if the numerator exceeds 512 bits.
    pub fn hundredths_up(&self) -> Result<Self, Error> {
        let hundred = Wide::from(100);
        let (cents, rest) = self.numerator.ratio(&hundred, &self.denominator)?;
        Self::reduced(cents.plus(&Wide::from(u64::from(rest)))?, hundred)
    }

    /// Computes `self × amount`, rounded up to a whole base unit.
    ///
    /// # Errors
    /// [`Error::Overflow`] above 256 bits.
    pub fn of_amount_up(&self, amount: U256) -> Result<U256, Error> {
        let (whole, rest) = self.numerator.ratio(&amount.into(), &self.denominator)?;
        whole.plus(&Wide::from(u64::from(rest)))?.narrow()
    }

    /// Returns the number as its text has it: rounded down to 18 decimals if it has no end, or one
    /// after more than 60.
    ///
    /// ```
    /// use weir_accounting::Fraction;
    /// let third = Fraction::from(1u64).over(&Fraction::from(3u64))?.decimal()?;
    /// assert_eq!(third, "0.333333333333333333".parse()?);
    /// # Ok::<(), weir_accounting::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Overflow`] if the numerator exceeds 512 bits.
    pub fn decimal(&self) -> Result<Self, Error> {
        let scale = power_of_ten(self.decimals()?)?;
        Self::reduced(self.numerator.times_over(&scale, &self.denominator)?, scale)
    }

    /// Counts the decimals that the number is written with.
    fn decimals(&self) -> Result<u32, Error> {
        let (one, five) = (Wide::from(1), Wide::from(5));
        let mut left = self.denominator;
        let (mut twos, mut fives) = (0, 0);
        while left.is_even() {
            left = left.half();
            twos += 1;
        }
        while let (fifth, false) = left.ratio(&one, &five)? {
            left = fifth;
            fives += 1;
        }
        let exact = twos.max(fives);
        Ok(if left == one && exact <= MOST_DECIMALS { exact } else { DECIMALS })
    }
}

/// The largest number that divides both, one of which is not zero.
fn common_factor(mut a: Wide, mut b: Wide) -> Result<Wide, Error> {
    let one = Wide::from(1);
    while !b.is_zero() {
        let rest = a.minus(&a.times_over(&one, &b)?.times(&b)?)?;
        (a, b) = (b, rest);
    }
    Ok(a)
}

/// 10 to a power of at most [`MOST_DECIMALS`].
fn power_of_ten(power: u32) -> Result<Wide, Error> {
    (0..power).try_fold(Wide::from(1), |ten, _| ten.times(&Wide::from(10)))
}

impl From<u64> for Fraction {
    fn from(whole: u64) -> Self {
        Self { numerator: whole.into(), denominator: 1.into() }
    }
}

impl From<U256> for Fraction {
    fn from(whole: U256) -> Self {
        Self { numerator: whole.into(), denominator: 1.into() }
    }
}

impl FromStr for Fraction {
    type Err = Error;

    /// Reads digits, with a point and more digits or without.
    fn from_str(text: &str) -> Result<Self, Error> {
        let (whole, decimals) = match text.split_once('.') {
            None => (text, None),
            Some((whole, decimals)) => (whole, Some(decimals)),
        };
        let whole: U256 = whole.parse()?;
        let Some(decimals) = decimals else {
            return Ok(whole.into());
        };
        let part: U256 = decimals.parse()?;
        let places = u32::try_from(decimals.len()).map_err(|_| Error::Overflow)?;
        if places > MOST_DECIMALS {
            return Err(Error::Overflow);
        }
        let scale = power_of_ten(places)?;
        Self::reduced(Wide::from(whole).times(&scale)?.plus(&part.into())?, scale)
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Fraction {
    fn cmp(&self, other: &Self) -> Ordering {
        let (left, right) = ((&self.numerator, &other.denominator), &other.numerator);
        Wide::compare_products(left.0, left.1, right, &self.denominator)
    }
}

impl fmt::Display for Fraction {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (one, ten) = (Wide::from(1), Wide::from(10));
        let whole = self.numerator.times_over(&one, &self.denominator);
        let whole = whole.map_err(|_| fmt::Error)?;
        write_whole(whole, formatter)?;
        let minus_whole = |value: Wide, whole: &Wide| value.minus(&whole.times(&self.denominator)?);
        let mut rest = minus_whole(self.numerator, &whole).map_err(|_| fmt::Error)?;
        // The zeros that nothing may follow.
        let mut zeros = 0;
        let mut point = ".";
        for _ in 0..self.decimals().map_err(|_| fmt::Error)? {
            let shifted = rest.times(&ten).map_err(|_| fmt::Error)?;
            let digit = shifted.times_over(&one, &self.denominator).map_err(|_| fmt::Error)?;
            rest = minus_whole(shifted, &digit).map_err(|_| fmt::Error)?;
            if digit.is_zero() {
                zeros += 1;
                continue;
            }
            formatter.write_str(core::mem::take(&mut point))?;
            for _ in 0..core::mem::take(&mut zeros) {
                formatter.write_str("0")?;
            }
            write_whole(digit, formatter)?;
        }
        Ok(())
    }
}

/// Writes a whole number of up to 512 bits.
fn write_whole(mut whole: Wide, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    // 2^512 has 155 digits.
    let mut digits = [0; 155];
    let mut first = digits.len();
    let (one, ten) = (Wide::from(1), Wide::from(10));
    while first == digits.len() || !whole.is_zero() {
        let tenth = whole.times_over(&one, &ten).map_err(|_| fmt::Error)?;
        let digit = tenth.times(&ten).and_then(|tens| whole.minus(&tens)?.narrow());
        first -= 1;
        digits[first] = b'0' + digit.map_err(|_| fmt::Error)?.limbs()[0] as u8;
        whole = tenth;
    }
    formatter.write_str(core::str::from_utf8(&digits[first..]).map_err(|_| fmt::Error)?)
}
