//! What goes wrong at the services, by the names and in the words that AWS's clients know.

/// An exception of a service: its name becomes the type that a client throws.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AwsFault {
    pub name: &'static str,
    pub message: String,
}

impl AwsFault {
    pub fn new(name: &'static str, message: impl Into<String>) -> Self {
        Self { name, message: message.into() }
    }

    pub fn not_authorized(message: impl Into<String>) -> Self {
        Self::new("NotAuthorizedException", message)
    }

    pub fn invalid_parameter(message: impl Into<String>) -> Self {
        Self::new("InvalidParameterException", message)
    }

    /// Also for an unknown user, where the client hides who exists.
    pub fn wrong_password() -> Self {
        Self::not_authorized("Incorrect username or password.")
    }

    pub fn missing(parameter: &str) -> Self {
        Self::invalid_parameter(format!("Missing required parameter {parameter}"))
    }

    pub fn invalid_session() -> Self {
        Self::not_authorized("Invalid session for the user.")
    }

    pub fn limit(what: &str) -> Self {
        Self::new("LimitExceededException", format!("This sandbox holds no more {what}."))
    }

    /// Our own, where a real pool would do what it is told.
    pub fn shared_user() -> Self {
        Self::not_authorized(
            "The sample users of the common sandbox stay as they are, because everybody uses them. \
             POST /api/v1/sandbox/own gives you a sandbox of your own, in which you can change them.",
        )
    }

    /// Not the caller's fault.
    pub fn internal() -> Self {
        Self::new("InternalErrorException", "Something went wrong in the sandbox. Try again.")
    }

    pub fn is_internal(&self) -> bool {
        self.name == "InternalErrorException"
    }
}
