import { useTexts } from '../i18n/texts.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

export const useUiTexts = () => useTexts(vi, en)
