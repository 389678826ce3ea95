//! The encrypted store on a device. It keeps sealed rows and knows no forms.
