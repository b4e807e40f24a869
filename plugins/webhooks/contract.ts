import { SUBJECT } from '@stowage/sdk'
import { type TStringOptions, Type } from 'typebox'

/** An endpoint failed for so long that nothing is sent there any more, until somebody switches it on. */
export const ENDPOINT_SWITCHED_OFF = 'webhooks.endpoint.switched_off@1'

/** Which endpoint, and why: `failing` for long, or `gone` by its own word (410). */
export const EndpointSwitchedOff = Type.Object(
  {
    endpoint: Type.String({ format: 'uuid', [SUBJECT]: true } as TStringOptions),
    name: Type.String(),
    because: Type.Union([Type.Literal('failing'), Type.Literal('gone')]),
  },
  { additionalProperties: false },
)
