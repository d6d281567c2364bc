//! The few interactive pieces: all the wasm there is. Each is rendered by the server first and works as a plain form.
