//! The fields of a scene's form.

use leptos::prelude::*;

use crate::{
    sandbox::scene::{Control, Input},
    ui::typed::in_textarea,
};

pub(super) fn view(controls: Vec<Control>) -> AnyView {
    controls.into_iter().map(control).collect_view().into_any()
}

fn control(control: Control) -> AnyView {
    let Control { name, label, help, input } = control;
    let id = format!("field-{name}");
    let hint_id = format!("hint-{name}");
    let described = (!help.is_empty()).then(|| hint_id.clone());
    let hint = (!help.is_empty()).then(|| view! { <span class="field-hint" id=hint_id>{help}</span> });
    let field = match input {
        Input::Check { on } => {
            return view! {
                <p class="field is-check">
                    <label>
                        <input type="checkbox" id=id name=name value="on" checked=on aria-describedby=described/>
                        <span>{label}</span>
                    </label>
                    {hint}
                </p>
            }
            .into_any();
        }
        Input::Select { options, chosen } => {
            let options = options.into_iter().map(|(value, text)| {
                view! { <option value=value selected=value == chosen>{text}</option> }
            });
            view! {
                <select id=id name=name autocomplete="off" aria-describedby=described>{options.collect_view()}</select>
            }
            .into_any()
        }
        Input::Line { value, longest } => view! {
            <input
                id=id name=name value=value maxlength=longest.to_string() aria-describedby=described
                autocomplete="off" autocapitalize="none" spellcheck="false"
            />
        }
        .into_any(),
        Input::Area { value, longest, rows } => view! {
            <textarea
                id=id name=name rows=rows.to_string() maxlength=longest.to_string() aria-describedby=described
                autocomplete="off" autocapitalize="none" spellcheck="false" inner_html=in_textarea(&value)
            ></textarea>
        }
        .into_any(),
        Input::Range { least, most, step, value } => view! {
            <input
                type="range" id=id name=name min=least.to_string() max=most.to_string() step=step.to_string()
                value=value.to_string() aria-describedby=described
            />
        }
        .into_any(),
    };
    view! { <p class="field"><label class="field-label" for=format!("field-{name}")>{label}</label>{field}{hint}</p> }
        .into_any()
}
