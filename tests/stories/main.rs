//! The product as its users meet it: the real router, a real database, and the real program, told as stories.

#[macro_use]
mod support;

mod answering;
mod durability;
mod migrations;
mod operations;
mod pages;
mod safety;
mod sandbox_api;
