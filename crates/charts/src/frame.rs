use crate::error::Error;

/// Units of the backend in one device pixel; the crate's documentation says why.
pub const SUBPIXELS: f64 = 8.0;

/// The largest side of a canvas that all browsers support, in device pixels.
const LARGEST_SIDE: f64 = 32_767.0;

/// The surface a chart is drawn on, its colours and its fonts.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'a> {
    /// CSS pixels.
    pub width: f64,
    /// CSS pixels.
    pub height: f64,
    /// Device pixels in one CSS pixel: `devicePixelRatio`.
    pub scale: f64,
    /// The kind of backend.
    pub target: Target,
    /// The theme.
    pub palette: &'a Palette,
    /// The font families.
    pub fonts: &'a Fonts,
}

impl Frame<'_> {
    /// Units of the backend in one CSS pixel.
    pub fn unit(&self) -> f64 {
        self.scale * SUBPIXELS
    }

    /// The size, in its own units, of a backend that this frame fills: what an SVG's `viewBox` spans.
    pub fn backend_size(&self) -> (u32, u32) {
        let side = |length: f64| (length * self.unit()).round() as u32;
        (side(self.width), side(self.height))
    }

    pub(crate) fn check(&self) -> Result<(), Error> {
        let drawable = |length: f64| length > 0.0 && length * self.scale <= LARGEST_SIDE;
        if self.scale > 0.0 && drawable(self.width) && drawable(self.height) {
            Ok(())
        } else {
            Err(Error::Size { width: self.width, height: self.height })
        }
    }
}

/// The kind of backend. Backends differ in the size and the vertical position of text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Target {
    /// plotters-canvas: `textBaseline = "middle"`, font sizes as they are.
    #[default]
    Canvas,
    /// plotters' SVG backend: `dy = 0.5ex`, font sizes divided by 1.24.
    Svg,
}

impl Target {
    /// The factor by which a font size is multiplied so that the backend draws it in the intended size.
    pub(crate) fn font_factor(self) -> f64 {
        match self {
            Self::Canvas => 1.0,
            Self::Svg => 1.24,
        }
    }

    /// The distance from the anchor of a vertically centred text down to its baseline, as a share of the font size. It was
    /// measured for the page's fonts, which agree in it.
    pub(crate) fn baseline(self) -> f64 {
        match self {
            Self::Canvas => 0.36,
            Self::Svg => 0.265,
        }
    }
}

/// Font families, as in CSS.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fonts {
    /// For words and numbers.
    pub ui: String,
    /// For the letters w and b.
    pub math: String,
}

/// A colour: red, green, blue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl Rgb {
    /// Reads `#rrggbb`.
    pub fn from_hex(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        if digits.len() != 6 || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        let [_, red, green, blue] = u32::from_str_radix(digits, 16).ok()?.to_be_bytes();
        Some(Self(red, green, blue))
    }

    /// This colour laid over another with the given opacity; 1 hides the other.
    pub fn over(self, below: Self, alpha: f64) -> Self {
        let mix =
            |top: u8, below: u8| (f64::from(top) * alpha + f64::from(below) * (1.0 - alpha)).round() as u8;
        Self(mix(self.0, below.0), mix(self.1, below.1), mix(self.2, below.2))
    }
}

/// A theme's colours, by the names of the tokens in `www/styles/tokens.css`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Palette {
    /// The background; halos have its colour too.
    pub surface: Rgb,
    /// Data and the fitted line.
    pub ink: Rgb,
    /// Words on a picture.
    pub ink_2: Rgb,
    /// Ticks and titles.
    pub ink_3: Rgb,
    /// Grid lines.
    pub grid: Rgb,
    /// Frames and empty lines.
    pub hair_2: Rgb,
    /// Axes through zero.
    pub edge: Rgb,
    /// Where the line started.
    pub ghost: Rgb,
    /// Marks of the weight.
    pub w: Rgb,
    /// Words about the weight.
    pub w_text: Rgb,
    /// Marks of the bias.
    pub b: Rgb,
    /// Words about the bias.
    pub b_text: Rgb,
    /// Marks of the loss.
    pub loss: Rgb,
    /// Words about the loss.
    pub loss_text: Rgb,
    /// Marks of the best fit.
    pub best: Rgb,
    /// Words about the best fit.
    pub best_text: Rgb,
}
