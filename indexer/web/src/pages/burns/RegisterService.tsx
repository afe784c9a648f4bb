// Registering a service, so that burns can name it.

import { useState } from "react";
import { onCommons } from "../../chain/calls";
import { bytesOf } from "../../lib/form";
import { NO_LINK, webLink } from "../../lib/link";
import { ActButton } from "../../ui/ActButton";
import { Dialog } from "../../ui/Dialog";
import { Field } from "../../ui/Field";

const MOST = { name: 32, link: 128 };

/** The button and its dialog. */
export function RegisterService() {
  const [open, setOpen] = useState(false);
  const [name, setName] = useState("");
  const [link, setLink] = useState("");
  const size = { name: bytesOf(name.trim()), link: bytesOf(link.trim()) };
  const noLink = link.trim() !== "" && !webLink(link.trim());
  const typing = "https://".startsWith(link.trim());
  const missing =
    size.name === 0
      ? "Give it a name"
      : size.name > MOST.name || size.link > MOST.link || noLink
        ? "Check what is marked"
        : null;
  return (
    <>
      <button type="button" className="button small" onClick={() => setOpen(true)}>
        Register a service
      </button>
      {open && (
        <Dialog title="Register a service" onClose={() => setOpen(false)}>
          <div className="stack tight">
            <p className="soft">
              A service is a name and a link. Whoever uses it burns tokens for it, and shows the
              receipt. Your account owns it.
            </p>
            <Field
              label="Name"
              value={name}
              onText={setName}
              problem={size.name > MOST.name ? `At most ${MOST.name} bytes.` : undefined}
            />
            <Field
              label="Link"
              type="url"
              value={link}
              onText={setLink}
              placeholder="https://"
              problem={
                size.link > MOST.link
                  ? `At most ${MOST.link} bytes.`
                  : noLink && !typing
                    ? NO_LINK
                    : undefined
              }
            />
            <ActButton
              missing={missing}
              wish={() => {
                setOpen(false);
                return {
                  title: `Register ${name.trim()}`,
                  summary: "The service gets the next number, and burns can name it.",
                  call: onCommons("registerService", [name.trim(), link.trim()]),
                  done: "The service is registered.",
                };
              }}
            >
              Register
            </ActButton>
          </div>
        </Dialog>
      )}
    </>
  );
}
