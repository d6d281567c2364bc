//! The scene of the tokens: mint three, take them apart, judge any, and let time pass.

use domain::scene::Scene;
use leptos::prelude::*;

use super::{MintFields, MintedPart, SIMULATION, judge_form::judge_view, mint_form};
use crate::{
    sandbox::Samples,
    token_islands::{TokenJudge, TokenMint},
    ui::scene::ScenePage,
};

#[derive(Clone)]
pub struct TokensPage {
    pub samples: Samples,
    pub fields: MintFields,
    pub part: MintedPart,
    /// The part that is played.
    pub scene: ScenePage,
}

impl TokensPage {
    pub fn first_visit(samples: Samples, scene: ScenePage) -> Self {
        let part = MintedPart { minted: None, problem: None, now_ms: None };
        Self { fields: mint_form::first_sample(&samples), samples, part, scene }
    }

    pub fn view(self) -> impl IntoView {
        let Self { samples, fields, part, scene } = self;
        let lead = scene.script.lead;
        let fields = mint_form::fields_view(&samples, fields);
        let judge = judge_view(&samples);
        view! {
            <div class="tokens-page">
                <nav class="breadcrumb" aria-label="Path">
                    <ol><li><a href="/sandbox">"Sandbox"</a></li><li aria-current="page">{Scene::Tokens.title()}</li></ol>
                </nav>
                <h1>{Scene::Tokens.title()}</h1>
                <p class="lead measure">
                    "Mint the three tokens of a sign-in, read every claim, and watch which step refuses a token that was changed."
                </p>
                <p class="sample-mark">{SIMULATION}</p>
                <TokenMint>
                    <section aria-labelledby="mint-title">
                        <h2 id="mint-title">"Mint"</h2>
                        <form class="token-form" method="post" action="/sandbox/tokens#minted">
                            {fields}
                            <button type="submit" class="button">"Mint three tokens"</button>
                            {part.problem_view()}
                        </form>
                    </section>
                    {part.view()}
                    <p id="mint-status" class="visually-hidden" role="status"></p>
                </TokenMint>
                <TokenJudge>{judge}</TokenJudge>
                <section class="scene-page" aria-labelledby="time-title">
                    <h2 id="time-title">"Let time pass"</h2>
                    <p class="measure">{lead}</p>
                    {scene.played()}
                </section>
            </div>
        }
    }
}
