import type { AdminResource, ResourceDeclaration } from '@stowage/sdk'
import { Type } from 'typebox'
import { checkDesign } from '../design/check-design.ts'
import { type Design, designMembers, LabelKind } from '../design/design.schemas.ts'

const members = {
  name: Type.String({ title: 'Name', minLength: 1, maxLength: 100 }),
  kind: LabelKind,
  ...designMembers,
  isDefault: Type.Boolean({
    title: 'Taken unless another is named',
    description: 'One template of each kind is',
    default: false,
  }),
}
const permissions = { read: 'labels.template.read', write: 'labels.template.write' }

/** What labels of a kind look like. */
export const template: ResourceDeclaration = {
  title: 'Label template',
  titlePlural: 'Label templates',
  path: '/templates',
  members: Type.Object(members),
  fixed: ['kind'],
  permissions,
  sort: 'name',
  sortable: ['name'],
  filterable: ['kind', 'isDefault'],
  search: ['name'],
  taken: { template_name_key: 'labels.template_name_taken', template_default_key: 'labels.default_taken' },
  removable: true,
  check({ values }) {
    checkDesign(values.kind as LabelKind, values as unknown as Design)
  },
}

const { kind: _fixed, ...changeable } = members

/** Its list is drawn by the desk; a label is changed beside its preview. */
export const templateScreens: AdminResource = {
  title: template.title,
  titlePlural: template.titlePlural,
  path: 'templates',
  row: Type.Object({
    id: Type.String({ format: 'uuid' }),
    ...members,
    version: Type.Integer(),
    createdAt: Type.String({ format: 'date-time', title: 'Created' }),
    updatedAt: Type.String({ format: 'date-time', title: 'Changed' }),
  }),
  create: Type.Object(members),
  update: Type.Object(changeable),
  columns: ['name', 'kind', 'width', 'height', 'isDefault', 'updatedAt'],
  permissions,
  menu: { group: 'Labels', icon: 'forms' },
  screens: { show: 'TemplateShow', create: 'TemplateCreate', edit: 'TemplateEdit' },
}
