// The proof that an app client knows its secret.
import { createHmac } from "node:crypto";

export const secretHash = (client, username) =>
  createHmac("sha256", client.secret)
    .update(username + client.id)
    .digest("base64");
